import { civilFromDays, daysFromCivil, daysInMonth, MICROS_PER_DAY, MICROS_PER_SECOND } from '../../../sql/temporal.ts';
import { defineFunction } from '../function-kind.ts';

const at = [{ name: 'date', type: 'temporal' }] as const;

export const dayOf = (micros: number) => Math.floor(micros / MICROS_PER_DAY);
const secondsInDay = (micros: number) => Math.floor((micros - dayOf(micros) * MICROS_PER_DAY) / MICROS_PER_SECOND);

/** 1 for Monday … 7 for Sunday. 1970-01-01 was a Thursday. */
export const isoWeekday = (days: number) => ((((days + 3) % 7) + 7) % 7) + 1;

/** Week 1 is the one with the year's first Thursday. */
function isoWeek(days: number): number {
  const thursday = days - isoWeekday(days) + 4;
  const { year } = civilFromDays(thursday);
  return Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1;
}

function part(spec: {
  id: string;
  help: string;
  sql: string;
  row: (micros: number) => number;
  cases: readonly (readonly [string, number | null])[];
}) {
  return defineFunction({
    id: spec.id,
    category: 'dates',
    help: spec.help,
    params: at,
    result: 'int',
    sql: ([a]) => `CAST(${spec.sql}(${a}) AS INTEGER)`,
    row: spec.row,
    cases: spec.cases,
  });
}

export const year = part({
  id: 'year',
  help: 'The year of the date.',
  sql: 'year',
  row: (micros) => civilFromDays(dayOf(micros)).year,
  cases: [
    [`year(to_date('2024-02-29'))`, 2024],
    [`year(to_timestamp('1969-12-31 23:59:59'))`, 1969],
    ['year(null)', null],
  ],
});

export const quarter = part({
  id: 'quarter',
  help: 'The quarter, 1 to 4.',
  sql: 'quarter',
  row: (micros) => Math.ceil(civilFromDays(dayOf(micros)).month / 3),
  cases: [[`quarter(to_date('2024-04-01'))`, 2]],
});

export const month = part({
  id: 'month',
  help: 'The month of the year, 1 to 12.',
  sql: 'month',
  row: (micros) => civilFromDays(dayOf(micros)).month,
  cases: [[`month(to_date('2024-12-31'))`, 12]],
});

export const week = part({
  id: 'week',
  help: 'The week of the year by ISO 8601: weeks start on Monday, week 1 has the first Thursday.',
  sql: 'weekofyear',
  row: (micros) => isoWeek(dayOf(micros)),
  cases: [
    [`week(to_date('2024-12-30'))`, 1],
    [`week(to_date('2021-01-03'))`, 53],
  ],
});

export const day = part({
  id: 'day',
  help: 'The day of the month.',
  sql: 'day',
  row: (micros) => civilFromDays(dayOf(micros)).day,
  cases: [[`day(to_date('2024-02-29'))`, 29]],
});

export const dayOfYear = part({
  id: 'day_of_year',
  help: 'The day of the year, 1 to 366.',
  sql: 'dayofyear',
  row: (micros) => dayOf(micros) - daysFromCivil(civilFromDays(dayOf(micros)).year, 1, 1) + 1,
  cases: [[`day_of_year(to_date('2024-12-31'))`, 366]],
});

export const weekday = part({
  id: 'weekday',
  help: 'The day of the week, 1 for Monday to 7 for Sunday.',
  sql: 'isodow',
  row: (micros) => isoWeekday(dayOf(micros)),
  cases: [
    [`weekday(to_date('2024-02-04'))`, 7],
    [`weekday(to_date('1969-12-31'))`, 3],
  ],
});

export const hour = part({
  id: 'hour',
  help: 'The hour of the day, 0 to 23.',
  sql: 'hour',
  row: (micros) => Math.floor(secondsInDay(micros) / 3600),
  cases: [
    [`hour(to_timestamp('2024-02-04 23:59:59'))`, 23],
    [`hour(to_date('2024-02-04'))`, 0],
  ],
});

export const minute = part({
  id: 'minute',
  help: 'The minute, 0 to 59.',
  sql: 'minute',
  row: (micros) => Math.floor(secondsInDay(micros) / 60) % 60,
  cases: [[`minute(to_timestamp('2024-02-04 23:58:59'))`, 58]],
});

export const second = part({
  id: 'second',
  help: 'The second, 0 to 59.',
  sql: 'second',
  row: (micros) => secondsInDay(micros) % 60,
  cases: [[`second(to_timestamp('1969-12-31 23:59:58.5'))`, 58]],
});

export const isWeekend = defineFunction({
  id: 'is_weekend',
  category: 'dates',
  help: 'True on Saturday and Sunday.',
  params: at,
  result: 'boolean',
  sql: ([a]) => `(isodow(${a}) >= 6)`,
  row: (micros) => isoWeekday(dayOf(micros)) >= 6,
  cases: [
    [`is_weekend(to_date('2024-02-04'))`, true],
    [`is_weekend(to_date('2024-02-05'))`, false],
  ],
});

export const lastDay = defineFunction({
  id: 'last_day',
  category: 'dates',
  help: 'The last day of the month.',
  params: at,
  result: 'date',
  sql: ([a]) => `last_day(${a})`,
  row: (micros) => {
    const date = civilFromDays(dayOf(micros));
    return daysFromCivil(date.year, date.month, daysInMonth(date.year, date.month));
  },
  cases: [[`last_day(to_date('2024-02-03'))`, '2024-02-29']],
});

export const epochSeconds = defineFunction({
  id: 'epoch_seconds',
  category: 'dates',
  help: 'Seconds since 1970-01-01 00:00 UTC (UNIX time), with fractions.',
  keywords: ['unix'],
  params: at,
  result: 'double',
  sql: ([a]) => `epoch(${a})`,
  row: (micros) => micros / MICROS_PER_SECOND,
  cases: [
    [`epoch_seconds(to_timestamp('1970-01-02 00:00:00.5'))`, 86400.5],
    [`epoch_seconds(to_date('1969-12-31'))`, -86400],
  ],
});
