import { defineMacro, type TypedExpr } from '../function-kind.ts';

const hasFormat = (args: readonly TypedExpr[]): args is readonly [TypedExpr, TypedExpr] => args.length === 2;

export const toTimestamp = defineMacro({
  id: 'to_timestamp',
  category: 'conversion',
  help: 'The text as date and time; with a format such as %d/%m/%Y %H:%M when it is not like 2024-02-03 14:05:06. Empty when it does not fit.',
  keywords: ['cast', 'convert', 'parse'],
  params: [
    { name: 'value', type: 'any' },
    { name: 'format', type: 'string', literal: true, optional: true },
  ],
  expand: (args, build) =>
    hasFormat(args) ? build.call('parse_timestamp', ...args) : build.cast(args[0]!, 'timestamp'),
  cases: [
    [`to_timestamp('2024-02-03 04:05:06')`, '2024-02-03T04:05:06'],
    [`to_timestamp('2024-02-03T04:05:06.25Z')`, '2024-02-03T04:05:06.25'],
    [`to_timestamp('2024-02-03')`, '2024-02-03T00:00:00'],
    [`to_timestamp('2024-02-30 00:00:00')`, null],
    [`to_timestamp('03.02.2024 04:05', '%d.%m.%Y %H:%M')`, '2024-02-03T04:05:00'],
    [`to_timestamp('x')`, null],
  ],
});

export const toDate = defineMacro({
  id: 'to_date',
  category: 'conversion',
  help: 'The text or timestamp as a date; with a format such as %d/%m/%Y when it is not like 2024-02-03. Empty when it does not fit.',
  keywords: ['cast', 'convert', 'parse'],
  params: [
    { name: 'value', type: 'any' },
    { name: 'format', type: 'string', literal: true, optional: true },
  ],
  expand: (args, build) => build.cast(hasFormat(args) ? build.call('parse_timestamp', ...args) : args[0]!, 'date'),
  cases: [
    [`to_date('2024-02-03')`, '2024-02-03'],
    [`to_date('2024-2-3')`, '2024-02-03'],
    [`to_date('2023-02-29')`, null],
    [`to_date('3/2/2024', '%d/%m/%Y')`, '2024-02-03'],
    [`to_date(to_timestamp('1969-12-31 23:00:00'))`, '1969-12-31'],
  ],
});

export const isNumber = defineMacro({
  id: 'is_number',
  category: 'conversion',
  help: 'True when the text is a number.',
  params: [{ name: 'text', type: 'string' }],
  expand: ([text], build) => build.call('is_not_null', build.cast(text!, 'double')),
  cases: [
    [`is_number('2.5')`, true],
    [`is_number('x')`, false],
    ['is_number(null)', false],
  ],
});

export const isDate = defineMacro({
  id: 'is_date',
  category: 'conversion',
  help: 'True when the text is a date like 2024-02-03 or fits the format.',
  params: [
    { name: 'text', type: 'string' },
    { name: 'format', type: 'string', literal: true, optional: true },
  ],
  expand: (args, build) =>
    build.call('is_not_null', hasFormat(args) ? build.call('parse_timestamp', ...args) : build.cast(args[0]!, 'date')),
  cases: [
    [`is_date('2024-02-03')`, true],
    [`is_date('2024-13-03')`, false],
    [`is_date('3.2.24', '%d.%m.%y')`, true],
  ],
});
