/** Days and microseconds since 1970-01-01 (UTC), the numbers behind `date` and `timestamp` values, and their texts. */
export const MICROS_PER_DAY = 86_400_000_000;
export const MICROS_PER_SECOND = 1_000_000;

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (Hinnant, “chrono-compatible low-level date algorithms”, 2013). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `daysFromCivil`. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n));

/** `YYYY-MM-DD`. */
export function formatDays(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** `YYYY-MM-DD hh:mm:ss[.ffffff]` with the given separator; trailing zeros of the fraction are left out. */
export function formatMicros(micros: number, separator: ' ' | 'T' = ' '): string {
  const days = Math.floor(micros / MICROS_PER_DAY);
  const inDay = micros - days * MICROS_PER_DAY;
  const seconds = Math.floor(inDay / MICROS_PER_SECOND);
  const fraction = inDay - seconds * MICROS_PER_SECOND;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
  return `${formatDays(days)}${separator}${clock}${tail}`;
}

const DATE_HEAD = /^\s*(-?\d{1,6})([-/ ])(\d{1,2})\2(\d{1,2})(?!\d)/;
const CLOCK = /^(?:T|\s+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?/;
const ZONE = /^\s*(?:(Z|UTC)|([+-])(\d{2})(?::?(\d{2}))?)?\s*$/;

/** Days of a date text; text after the date is ignored, as the SQL cast does. Null when it is no date. */
export function parseDays(text: string): number | null {
  const head = DATE_HEAD.exec(text);
  return head === null ? null : checkedDays(Number(head[1]), Number(head[3]), Number(head[4]));
}

/** Days of a date that exists, else null. */
export function checkedDays(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysFromCivil(year, month, day);
}

/** Microseconds of a timestamp text. A zone shifts to UTC when `useZone`, and is ignored otherwise. Null when it is no timestamp. */
export function parseMicros(text: string, useZone = false): number | null {
  const head = DATE_HEAD.exec(text);
  if (head === null) return null;
  const days = checkedDays(Number(head[1]), Number(head[3]), Number(head[4]));
  if (days === null) return null;
  const rest = text.slice(head[0].length);
  if (rest === '') return days * MICROS_PER_DAY;
  const clock = CLOCK.exec(rest);
  if (clock === null) return null;
  const zone = ZONE.exec(rest.slice(clock[0].length));
  if (zone === null) return null;
  const time = clockMicros(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0));
  if (time === null) return null;
  const fraction = Number((clock[4] ?? '').slice(0, 6).padEnd(6, '0'));
  const shift = useZone && zone[2] ? (zone[2] === '-' ? -1 : 1) * (Number(zone[3]) * 60 + Number(zone[4] ?? 0)) : 0;
  return days * MICROS_PER_DAY + time + fraction - shift * 60 * MICROS_PER_SECOND;
}

function clockMicros(hour: number, minute: number, second: number): number | null {
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return null;
  return ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND;
}
