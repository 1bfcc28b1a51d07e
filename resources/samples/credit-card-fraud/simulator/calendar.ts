/** Seconds in a day: times are counted in seconds since midnight of the first day. */
export const DAY = 86_400;
export const HOUR = 3_600;

const DAY_MS = DAY * 1000;

/** Multiplier of the number of transactions, Sunday first. */
const WEEKDAYS = [1.33, 0.68, 0.76, 0.82, 0.83, 1.15, 1.43] as const;

/** Multiplier of the number of transactions, January first. */
const MONTHS = [0.74, 0.76, 0.97, 0.96, 1.03, 1.17, 1.16, 1.19, 0.96, 0.96, 1.04, 1.6] as const;

/** What a generator needs to know of one day. */
export interface CalendarDay {
  /** Multiplier of an average day's number of transactions. */
  activity: number;
  weekend: boolean;
  /** November and December. */
  holidays: boolean;
  /** Day of the month, from 1. */
  monthDay: number;
  year: number;
}

/** The calendar of `days` days from the ISO date `from`. */
export function createCalendar(from: string, days: number): CalendarDay[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  return Array.from({ length: days }, (_, day) => {
    const date = new Date(start + day * DAY_MS);
    const month = date.getUTCMonth();
    const monthDay = date.getUTCDate();
    const weekday = date.getUTCDay();
    const rush = month === 11 && monthDay >= 12 && monthDay <= 23 ? 1.2 : 1;
    const still = month === 11 && monthDay === 25 ? 0.35 : 1;
    return {
      activity: WEEKDAYS[weekday]! * MONTHS[month]! * rush * still,
      weekend: weekday === 0 || weekday >= 5,
      holidays: month >= 10,
      monthDay,
      year: date.getUTCFullYear(),
    };
  });
}

/** ISO date of the day `day` days after `from`. */
export function isoDate(from: string, day: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + day * DAY_MS).toISOString().slice(0, 10);
}

/** Relative weight of each hour of the day, midnight first. */
const HOURS = {
  day: [1, 1, 1, 1, 1, 1, 1.5, 2.5, 4, 5, 6, 6.5, 7, 7, 7, 7, 7.5, 7.5, 7, 6.5, 5.5, 4.5, 3, 2],
  errands: [
    2.4, 2.2, 2, 1.9, 1.8, 1.8, 3.4, 4, 4.4, 4.6, 4.6, 4.8, 5, 4.8, 4.6, 4.8, 5.2, 5.6, 5.4, 5, 4.6, 4.4, 4.4, 2.5,
  ],
  commute: [
    2.2, 1.9, 1.8, 1.9, 2.2, 2.6, 5.4, 6, 5.2, 4.6, 4.2, 4.2, 4.4, 4.4, 4.4, 4.8, 5.4, 5.8, 5, 4.2, 3.8, 3.6, 3.6, 2.2,
  ],
  meals: [2, 1.4, 1, 0.8, 0.8, 1, 1.6, 2.6, 3, 2.6, 3, 5.5, 8, 7, 4.5, 3.6, 4.4, 7, 9, 8.5, 7, 5.5, 4.5, 3.2],
  evening: [2.1, 1.7, 1.4, 1.1, 1, 1, 1.6, 2, 2.4, 3, 3.4, 4, 5, 5, 5, 5, 5.5, 6, 6.5, 7, 7, 6.5, 6, 3.5],
  online: [
    3.2, 3.1, 2.9, 2.7, 2.6, 2.5, 3.6, 3.4, 3.4, 3.4, 3.4, 3.6, 4, 4, 3.8, 3.8, 4, 4.2, 4.6, 5, 5.4, 5.8, 6, 3.6,
  ],
  night: [16, 14, 11, 8, 4, 2, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1.5, 2, 2.5, 4, 6, 9, 12, 15],
} as const;

export type HourProfile = keyof typeof HOURS;

const CUMULATIVE: Record<HourProfile, Float64Array> = Object.fromEntries(
  Object.entries(HOURS).map(([id, weights]) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let reached = 0;
    return [id, Float64Array.from(weights, (weight) => (reached += weight / total))];
  }),
) as Record<HourProfile, Float64Array>;

/** Second of the day for the uniform draws `u` (which hour) and `v` (where in it). */
export function secondOfDay(profile: HourProfile, u: number, v: number): number {
  const cumulative = CUMULATIVE[profile];
  let hour = 0;
  while (hour < 23 && cumulative[hour]! < u) hour++;
  return hour * HOUR + Math.floor(v * HOUR);
}
