import { defineBound } from '../function-kind.ts';
import { datePrinter, dateReader, formatProblem } from './date-format.ts';

export const formatDate = defineBound({
  id: 'format_date',
  category: 'dates',
  help: 'The date as text in a format such as %Y-%m-%d %H:%M:%S; also %y %b %B %a %A %j %I %p %f, and %-d, %-m, %-H without leading zero.',
  keywords: ['strftime'],
  params: [
    { name: 'date', type: 'temporal' },
    { name: 'format', type: 'string', literal: true },
  ],
  checkLiterals: ([, format]) => formatProblem(String(format), false),
  result: 'string',
  sql: ([a, format]) => `strftime(${a}, ${format})`,
  bind: ([, format]) => {
    const print = datePrinter(String(format));
    return (micros) => print(micros as number);
  },
  cases: [
    [`format_date(to_date('2024-02-03'), '%d.%m.%y')`, '03.02.24'],
    [
      `format_date(to_timestamp('2024-02-03 14:05:06.07'), '%A %-d %B, %I:%M:%S.%f %p')`,
      'Saturday 3 February, 02:05:06.070000 PM',
    ],
    [`format_date(to_date('2024-12-31'), '%a %b %j 100%%')`, 'Tue Dec 366 100%'],
  ],
});

export const parseTimestamp = defineBound({
  id: 'parse_timestamp',
  category: 'dates',
  help: 'Reads a text in a format such as %d/%m/%Y %H:%M:%S; empty when it does not fit.',
  keywords: ['strptime'],
  params: [
    { name: 'text', type: 'string' },
    { name: 'format', type: 'string', literal: true },
  ],
  checkLiterals: ([, format]) => formatProblem(String(format), true),
  result: 'timestamp',
  sql: ([a, format]) => `try_strptime(${a}, ${format})`,
  bind: ([, format]) => {
    const read = dateReader(String(format));
    return (text) => read(text as string);
  },
  cases: [
    [`parse_timestamp('03/02/2024 14:05', '%d/%m/%Y %H:%M')`, '2024-02-03T14:05:00'],
    [`parse_timestamp('30/02/2024', '%d/%m/%Y')`, null],
    [`parse_timestamp('3 Feb 24', '%d %b %y')`, '2024-02-03T00:00:00'],
    [`parse_timestamp('2024-02-03 12:30 AM', '%Y-%m-%d %I:%M %p')`, '2024-02-03T00:30:00'],
    [`parse_timestamp('soon', '%Y-%m-%d')`, null],
  ],
});
