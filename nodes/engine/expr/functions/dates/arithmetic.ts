import {
  checkedDays,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  MICROS_PER_DAY,
  MICROS_PER_SECOND,
} from '../../../sql/temporal.ts';
import type { Value } from '../../value.ts';
import { defineBound, defineFunction } from '../function-kind.ts';
import { dayOf, isoWeekday } from './parts.ts';

export const units = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;
export type Unit = (typeof units)[number];

const MONTHS: Partial<Record<Unit, number>> = { year: 12, quarter: 3, month: 1 };
const MICROS: Partial<Record<Unit, number>> = {
  week: 7 * MICROS_PER_DAY,
  day: MICROS_PER_DAY,
  hour: 3600 * MICROS_PER_SECOND,
  minute: 60 * MICROS_PER_SECOND,
  second: MICROS_PER_SECOND,
};

function checkUnit(value: Value | undefined): string | undefined {
  return units.some((unit) => unit === value)
    ? undefined
    : `the unit must be one of ${units.join(', ')}, not “${value}”`;
}

/** Adds months; a day that the target month lacks becomes its last day. */
export function addMonths(micros: number, count: number): number {
  const days = dayOf(micros);
  const date = civilFromDays(days);
  const months = date.year * 12 + date.month - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const day = Math.min(date.day, daysInMonth(year, month));
  return daysFromCivil(year, month, day) * MICROS_PER_DAY + (micros - days * MICROS_PER_DAY);
}

/** Complete months from one instant to another, negative when it lies before. */
export function monthsBetween(from: number, to: number): number {
  if (from > to) return -monthsBetween(to, from);
  const start = civilFromDays(dayOf(from));
  const end = civilFromDays(dayOf(to));
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return addMonths(from, months) > to ? months - 1 : months;
}

export const dateAdd = defineBound({
  id: 'date_add',
  category: 'dates',
  help: 'The date so many years, quarters, months, weeks, days, hours, minutes or seconds later (earlier when negative). A missing day becomes the last of its month.',
  params: [
    { name: 'date', type: 'temporal' },
    { name: 'count', type: 'int' },
    { name: 'unit', type: 'string', literal: true },
  ],
  checkLiterals: ([, , unit]) => checkUnit(unit),
  result: 'timestamp',
  sql: ([a, count], [, , unit]) => {
    const months = MONTHS[unit as Unit];
    if (months !== undefined) return `(${a} + to_months(${count} * ${months}))`;
    return `(${a} + to_${unit}s(${count}))`;
  },
  bind: ([, , unit]) => {
    const months = MONTHS[unit as Unit];
    if (months !== undefined) return (micros, count) => addMonths(micros as number, (count as number) * months);
    const size = MICROS[unit as Unit] ?? 0;
    return (micros, count) => (micros as number) + (count as number) * size;
  },
  cases: [
    [`date_add(to_date('2024-01-31'), 1, 'month')`, '2024-02-29T00:00:00'],
    [`date_add(to_date('2024-02-29'), -1, 'year')`, '2023-02-28T00:00:00'],
    [`date_add(to_timestamp('2024-01-01 23:00:00'), 2, 'hour')`, '2024-01-02T01:00:00'],
    [`date_add(to_date('2024-01-01'), 1, 'week')`, '2024-01-08T00:00:00'],
    [`date_add(to_date('2024-01-01'), 3, 'quarter')`, '2024-10-01T00:00:00'],
    [`date_add(to_date('2024-01-01'), -90, 'second')`, '2023-12-31T23:58:30'],
  ],
});

export const dateDiff = defineBound({
  id: 'date_diff',
  category: 'dates',
  help: 'How many complete units lie between two dates; negative when the second is earlier.',
  keywords: ['difference', 'elapsed'],
  params: [
    { name: 'from', type: 'temporal' },
    { name: 'to', type: 'temporal' },
    { name: 'unit', type: 'string', literal: true },
  ],
  checkLiterals: ([, , unit]) => checkUnit(unit),
  result: 'bigint',
  sql: ([from, to, unit]) => `date_sub(${unit}, ${from}, ${to})`,
  bind: ([, , unit]) => {
    const months = MONTHS[unit as Unit];
    if (months !== undefined) {
      return (from, to) => BigInt(Math.trunc(monthsBetween(from as number, to as number) / months));
    }
    const size = MICROS[unit as Unit] ?? 1;
    return (from, to) => BigInt(Math.trunc(((to as number) - (from as number)) / size));
  },
  cases: [
    [`date_diff(to_date('2024-01-31'), to_date('2024-02-29'), 'month')`, '1'],
    [`date_diff(to_date('2024-01-31'), to_date('2024-02-28'), 'month')`, '0'],
    [`date_diff(to_date('2000-02-29'), to_date('2023-02-28'), 'year')`, '23'],
    [`date_diff(to_timestamp('2024-01-01 10:00:00'), to_timestamp('2024-01-02 09:00:00'), 'day')`, '0'],
    [`date_diff(to_date('2024-01-02'), to_date('2024-01-01'), 'hour')`, '-24'],
    [`date_diff(to_date('2024-03-01'), to_date('2024-01-31'), 'month')`, '-1'],
  ],
});

export const dateFloor = defineBound({
  id: 'date_floor',
  category: 'dates',
  help: 'The start of the year, quarter, month, week (Monday), day, hour, minute or second.',
  keywords: ['truncate', 'trunc'],
  params: [
    { name: 'date', type: 'temporal' },
    { name: 'unit', type: 'string', literal: true },
  ],
  checkLiterals: ([, unit]) => checkUnit(unit),
  result: 'timestamp',
  sql: ([a, unit]) => `CAST(date_trunc(${unit}, ${a}) AS TIMESTAMP)`,
  bind: ([, unit]) => {
    const months = MONTHS[unit as Unit];
    if (months !== undefined) return (micros) => floorToMonths(micros as number, months);
    if (unit === 'week') {
      return (micros) => (dayOf(micros as number) - isoWeekday(dayOf(micros as number)) + 1) * MICROS_PER_DAY;
    }
    const size = MICROS[unit as Unit] ?? 1;
    return (micros) => Math.floor((micros as number) / size) * size;
  },
  cases: [
    [`date_floor(to_timestamp('2024-02-07 10:11:12'), 'week')`, '2024-02-05T00:00:00'],
    [`date_floor(to_timestamp('2024-05-07 10:11:12'), 'quarter')`, '2024-04-01T00:00:00'],
    [`date_floor(to_timestamp('2024-05-07 10:11:12.5'), 'minute')`, '2024-05-07T10:11:00'],
    [`date_floor(to_timestamp('1969-12-31 10:11:12'), 'day')`, '1969-12-31T00:00:00'],
  ],
});

function floorToMonths(micros: number, months: number): number {
  const { year, month } = civilFromDays(dayOf(micros));
  return daysFromCivil(year, month - ((month - 1) % months), 1) * MICROS_PER_DAY;
}

export const ageYears = defineFunction({
  id: 'age_years',
  category: 'dates',
  help: 'Complete years from a birth date to a date.',
  keywords: ['birthday'],
  params: [
    { name: 'birth', type: 'temporal' },
    { name: 'at', type: 'temporal' },
  ],
  result: 'int',
  sql: ([birth, at]) => `CAST(date_sub('year', ${birth}, ${at}) AS INTEGER)`,
  row: (birth, at) => Math.trunc(monthsBetween(birth, at) / 12),
  cases: [
    [`age_years(to_date('1980-05-20'), to_date('2024-05-19'))`, 43],
    [`age_years(to_date('1980-05-20'), to_date('2024-05-20'))`, 44],
  ],
});

export const makeDate = defineFunction({
  id: 'make_date',
  category: 'dates',
  help: 'The date of a year, month and day; empty when there is no such day.',
  params: [
    { name: 'year', type: 'int' },
    { name: 'month', type: 'int' },
    { name: 'day', type: 'int' },
  ],
  result: 'date',
  sql: ([year, month, day]) =>
    `CASE WHEN ${year} BETWEEN 1 AND 9999 AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND 31 THEN TRY_CAST((${year} || '-' || ${month} || '-' || ${day}) AS DATE) END`,
  row: (year, month, day) => (year < 1 || year > 9999 ? null : checkedDays(year, month, day)),
  cases: [
    ['make_date(2024, 2, 29)', '2024-02-29'],
    ['make_date(2023, 2, 29)', null],
  ],
});

export const fromEpoch = defineFunction({
  id: 'from_epoch',
  category: 'dates',
  help: 'The timestamp (UTC) of UNIX time in seconds; empty for the years after 9999.',
  keywords: ['unix'],
  params: [{ name: 'seconds', type: 'number' }],
  result: 'timestamp',
  sql: ([a]) => `make_timestamp(CAST(CASE WHEN abs(${a}) < 253402300800 THEN floor(${a} * 1000000) END AS BIGINT))`,
  row: (seconds) => (Math.abs(seconds) < 253_402_300_800 ? Math.floor(seconds * MICROS_PER_SECOND) : null),
  cases: [
    ['from_epoch(86400.5)', '1970-01-02T00:00:00.5'],
    ['from_epoch(-1)', '1969-12-31T23:59:59'],
    ['from_epoch(1e18)', null],
  ],
});
