import type { GroupCut } from './group-label.ts';

const MOST = 2000;
const DAY = 86_400_000;
const steps: Record<string, (time: Date) => Date> = {
  minute: (time) => new Date(time.getTime() + 60_000),
  hour: (time) => new Date(time.getTime() + 3_600_000),
  day: (time) => new Date(time.getTime() + DAY),
  week: (time) => new Date(time.getTime() + 7 * DAY),
  month: (time) => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 1)),
  quarter: (time) => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 3, 1)),
  year: (time) => new Date(Date.UTC(time.getUTCFullYear() + 1, 0, 1)),
};
const parts: readonly string[] = ['hour-of-day', 'weekday', 'day-of-month', 'month-of-year', 'quarter-of-year'];

/** Milliseconds of a date or timestamp as it comes over the wire, read as UTC. */
export const millis = (text: string): number => Date.parse(/Z$|^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text}Z`);

/**
 * Every group from the first to the last, when they follow one another, written as the given ones are; undefined when that cannot
 * be said, or when there would be thousands.
 */
export function groupsBetween(values: readonly string[], { bin = 'none', width }: GroupCut): string[] | undefined {
  if (values.length < 2) return undefined;
  const step = steps[bin];
  if (step) return timesBetween(values, step);
  return width || parts.includes(bin) ? numbersBetween(values, width ?? 1) : undefined;
}

function numbersBetween(values: readonly string[], width: number): string[] | undefined {
  const numbers = values.map((value) => Math.round(Number(value) / width));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  if (!(last - first < MOST)) return undefined;
  const known = new Map(values.map((value, index) => [numbers[index], value]));
  return Array.from(
    { length: last - first + 1 },
    (_, index) => known.get(first + index) ?? String((first + index) * width),
  );
}

function timesBetween(values: readonly string[], step: (time: Date) => Date): string[] | undefined {
  const times = [...values].sort();
  const sample = times[0] ?? '';
  const last = millis(times.at(-1) ?? '');
  const filled: string[] = [];
  let at = new Date(millis(sample));
  if (Number.isNaN(last) || Number.isNaN(at.getTime())) return undefined;
  const suffix = sample.endsWith('Z') ? 'Z' : '';
  for (; at.getTime() <= last; at = step(at)) {
    if (filled.length >= MOST) return undefined;
    filled.push(at.toISOString().slice(0, sample.length - suffix.length) + suffix);
  }
  const known = new Set(filled);
  return times.every((time) => known.has(time)) ? filled : undefined;
}
