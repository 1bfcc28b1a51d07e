import { type GroupCut, timeLabel } from '../group-label.ts';
import { millis } from '../groups-between.ts';
import { widest } from '../text-fit.ts';

const DAY = 86_400_000;
const years = (count: number) => (text: string) => String(Math.floor(Number(text.slice(0, 4)) / count));

const monthsOf = (count: number) => (text: string) =>
  `${text.slice(0, 4)} ${Math.floor((Number(text.slice(5, 7)) - 1) / count)}`;

/** Spans of time from short to long: what tells one from the next, and the bin in which its beginning is written. */
const spans: readonly [key: (text: string) => string, bin: string][] = [
  [(text) => text.slice(0, 13), 'clock'],
  [(text) => `${text.slice(0, 10)} ${Math.floor(Number(text.slice(11, 13)) / 6)}`, 'clock'],
  [(text) => text.slice(0, 10), 'day'],
  [(text) => String(Math.floor((millis(text.slice(0, 10)) / DAY + 3) / 7)), 'day'],
  [(text) => text.slice(0, 7), 'month'],
  [monthsOf(3), 'month'],
  [monthsOf(6), 'month'],
  [years(1), 'year'],
  [years(2), 'year'],
  [years(5), 'year'],
  [years(10), 'year'],
  [years(50), 'year'],
];

/** Places on an axis of times that are worth a label, and their labels. */
export type TimeTicks = ReadonlyMap<number, string>;

/** The hour alone, but where a day begins the day. */
const clockLabel = (text: string, dates: GroupCut['dates']): string =>
  text.slice(11, 16) === '00:00' ? timeLabel(text, 'day', dates) : text.slice(11, 16);

const GAP = 12;

/**
 * Labels where hours, days, months or years begin: of the shortest span whose labels have room side by side. Groups are times in
 * order, as they come over the wire; `room` is in pixels.
 */
export function timeTicks(groups: readonly (string | null)[], cut: GroupCut, room: number): TimeTicks | undefined {
  const times = groups.filter((group): group is string => group !== null && /^\d{4}-\d\d/.test(group));
  if (times.length < 2) return undefined;
  for (const [key, bin] of spans) {
    const ticks = new Map<number, string>();
    let before = '';
    for (const [at, text] of groups.entries()) {
      if (text === null) continue;
      const now = key(text);
      const label = bin === 'clock' ? clockLabel(text, cut.dates) : timeLabel(text, bin, cut.dates);
      if (now !== before) ticks.set(at, label);
      before = now;
    }
    if (ticks.size > 1 && ticks.size * (widest([...ticks.values()]) + GAP) <= room) return ticks;
  }
  return undefined;
}
