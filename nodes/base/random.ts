/** A seeded source of numbers in [0, 1): same seed, same sequence, on every machine. */
export interface Random {
  (): number;
  /** Whole number in [0, n). */
  int(n: number): number;
  /** Standard normal deviate (Box and Muller, 1958). */
  normal(): number;
  pick<T>(items: readonly T[]): T;
}

/** sfc32 (Doty-Humphrey, PractRand) seeded from one 32-bit number through splitmix32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let a = next();
  let b = next();
  let c = next();
  let d = next();
  const random = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  return Object.assign(random, {
    int: (n: number) => Math.floor(random() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    pick: <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!,
  });
}
