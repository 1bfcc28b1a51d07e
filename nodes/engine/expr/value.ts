/**
 * A value of the row engine, by type: string → string; int, double → number; bigint → bigint; decimal → string of digits;
 * boolean → boolean; date → days since 1970-01-01; timestamp, timestamptz → microseconds since 1970-01-01 UTC (exact to
 * the year 2255); array → list of values; geopoint, object → the JSON object.
 */
export type Value = string | number | bigint | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Total order of two values of one type, as DuckDB sorts: NaN above all numbers, text by its UTF-8 bytes. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return 0;
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  const [left, right] = [a as bigint | boolean, b as bigint | boolean];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** UTF-16 order is UTF-8 order except that surrogates come after U+E000–U+FFFF. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return bytewise(left) - bytewise(right);
  }
  return a.length - b.length;
}

function bytewise(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
