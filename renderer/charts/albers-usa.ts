const RADIANS = Math.PI / 180;
/** Scale and middle of the 975 × 610 drawing that `us-atlas` projects its shapes to. */
const SCALE = 1300;
const MIDDLE = [487.5, 305] as const;

interface Cone {
  parallels: readonly [number, number];
  rotate: number;
  center: readonly [number, number];
  scale: number;
  shift: readonly [number, number];
}

/** Albers' equal-area cone on two standard parallels (Snyder, Map Projections, 1987, pp. 98–103), on the unit sphere. */
function conic({ parallels, rotate, center, scale, shift }: Cone) {
  const south = Math.sin(parallels[0] * RADIANS);
  const n = (south + Math.sin(parallels[1] * RADIANS)) / 2;
  const c = 1 + south * (2 * n - south);
  const r0 = Math.sqrt(c) / n;
  const raw = (east: number, north: number): [number, number] => {
    const r = Math.sqrt(Math.max(0, c - 2 * n * Math.sin(north))) / n;
    return [r * Math.sin(east * n), r0 - r * Math.cos(east * n)];
  };
  const [cx, cy] = raw(center[0] * RADIANS, center[1] * RADIANS);
  return (longitude: number, latitude: number): [number, number] => {
    const turned = ((longitude + rotate + 540) % 360) - 180;
    const [x, y] = raw(turned * RADIANS, latitude * RADIANS);
    return [MIDDLE[0] + shift[0] * SCALE + (x - cx) * scale, MIDDLE[1] + shift[1] * SCALE - (y - cy) * scale];
  };
}

const mainland = conic({ parallels: [29.5, 45.5], rotate: 96, center: [-0.6, 38.7], scale: SCALE, shift: [0, 0] });
const alaska = conic({
  parallels: [55, 65],
  rotate: 154,
  center: [-2, 58.5],
  scale: SCALE * 0.35,
  shift: [-0.307, 0.201],
});
const hawaii = conic({ parallels: [8, 18], rotate: 157, center: [-3, 19.9], scale: SCALE, shift: [-0.205, 0.212] });

/**
 * Place of a point of the United States in the drawing of `us-atlas` (y downwards), Alaska and Hawaii in their insets;
 * null for places elsewhere.
 */
export function projectUsa(longitude: number, latitude: number): [number, number] | null {
  if (latitude > 50 && latitude < 72 && (longitude < -129 || longitude > 172)) return alaska(longitude, latitude);
  if (latitude > 18 && latitude < 23 && longitude > -161 && longitude < -154) return hawaii(longitude, latitude);
  if (latitude > 24 && latitude < 49.6 && longitude > -125.5 && longitude < -66.5) return mainland(longitude, latitude);
  return null;
}
