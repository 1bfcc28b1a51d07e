/** Numbers as they stand in sentences. */
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (value: number): string => whole.format(value);

/** Four significant digits, with a power of ten where that is shorter. */
export function number(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(2).replace('-', '−').replace('e+', 'e');
  return (size >= 1000 ? whole : short).format(value).replace('-', '−');
}

/** A share as a percentage. */
export const percent = (share: number): string => `${short.format(share * 100)}%`;

/** Seconds since 1970 as a day, or a minute where the day does not tell enough. */
export function moment(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

/** Held together by spaces that do not break. */
export const p = (value: number): string =>
  value < 0.001 ? 'p\u00a0<\u00a00.001' : `p\u00a0=\u00a0${value.toFixed(3)}`;

/** `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export const many = (value: number, one: string, others = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : others}`;
