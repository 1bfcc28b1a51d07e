const A1 = 1.340264;
const A2 = -0.081106;
const A3 = 0.000893;
const A4 = 0.003796;
const ROOT = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

/**
 * Equal Earth projection: degrees to a plane about 5.4 wide and 2.6 high, y downwards as screens have it.
 * (Šavrič, Patterson, Jenny: The Equal Earth map projection, Int. J. Geographical Information Science, 2018.)
 */
export function equalEarth([longitude = 0, latitude = 0]: readonly number[]): [number, number] {
  const north = Math.asin(ROOT * Math.sin(Math.max(-90, Math.min(90, latitude)) * RADIANS));
  const square = north * north;
  const sixth = square * square * square;
  const slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square);
  return [
    (longitude * RADIANS * Math.cos(north)) / (ROOT * slope),
    -north * (A1 + A2 * square + sixth * (A3 + A4 * square)),
  ];
}

/** Back from the plane to degrees, by Newton's steps. */
export function fromEqualEarth([x = 0, y = 0]: readonly number[]): [number, number] {
  let north = -y;
  for (let step = 0; step < 12; step++) {
    const square = north * north;
    const sixth = square * square * square;
    const off = north * (A1 + A2 * square + sixth * (A3 + A4 * square)) + y;
    const slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square);
    north -= off / slope;
    if (Math.abs(off) < 1e-9) break;
  }
  const square = north * north;
  const sixth = square * square * square;
  const slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square);
  const latitude = Math.asin(Math.max(-1, Math.min(1, Math.sin(north) / ROOT)));
  return [(ROOT * x * slope) / Math.cos(north) / RADIANS, latitude / RADIANS];
}
