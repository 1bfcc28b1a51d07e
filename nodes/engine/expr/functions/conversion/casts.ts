import type { DataType } from '../../../../contract/schema.ts';
import { defineMacro, type FunctionCase } from '../function-kind.ts';

function conversion(spec: {
  id: string;
  to: DataType;
  help: string;
  keywords?: readonly string[];
  cases: readonly FunctionCase[];
}) {
  return defineMacro({
    id: spec.id,
    category: 'conversion',
    help: spec.help,
    keywords: ['cast', 'convert', ...(spec.keywords ?? [])],
    params: [{ name: 'value', type: 'any' }],
    expand: ([value], build) => build.cast(value!, spec.to),
    cases: spec.cases,
  });
}

export const toText = conversion({
  id: 'to_text',
  to: 'string',
  help: 'The value as text.',
  keywords: ['string'],
  cases: [
    ['to_text(1)', '1'],
    ['to_text(1.0)', '1.0'],
    ['to_text(0.1 + 0.2)', '0.30000000000000004'],
    ['to_text(1e16)', '1e+16'],
    ['to_text(123456789012345.6)', '123456789012345.6'],
    ['to_text(0.00001)', '1e-05'],
    ['to_text(true)', 'true'],
    [`to_text(to_date('2024-02-03'))`, '2024-02-03'],
    [`to_text(to_timestamp('2024-02-03 04:05:06.5'))`, '2024-02-03 04:05:06.5'],
    ['to_text(null)', null],
  ],
});

export const toInt = conversion({
  id: 'to_int',
  to: 'int',
  help: 'The value as a 32-bit whole number; empty when it does not fit. Text is rounded half away from zero, numbers half to even.',
  cases: [
    [`to_int('42')`, 42],
    [`to_int(' -7 ')`, -7],
    [`to_int('2.5')`, 3],
    [`to_int('1e3')`, 1000],
    [`to_int('1_000')`, 1000],
    [`to_int('12x')`, null],
    [`to_int('')`, null],
    [`to_int('99999999999')`, null],
    ['to_int(2.5)', 2],
    ['to_int(3.5)', 4],
    ['to_int(1e10)', null],
    ['to_int(true)', 1],
  ],
});

export const toBigint = conversion({
  id: 'to_bigint',
  to: 'bigint',
  help: 'The value as a 64-bit whole number; empty when it does not fit.',
  cases: [
    [`to_bigint('9007199254740993')`, '9007199254740993'],
    [`to_bigint('9223372036854775808')`, null],
    ['to_bigint(2.5)', '2'],
    [`to_bigint('0x1F')`, '31'],
  ],
});

export const toNumber = conversion({
  id: 'to_number',
  to: 'double',
  help: 'The value as a decimal number; empty when it is none.',
  keywords: ['double', 'float', 'decimal'],
  cases: [
    [`to_number('2.5')`, 2.5],
    [`to_number(' 1e3 ')`, 1000],
    [`to_number('.5')`, 0.5],
    [`to_number('1,5')`, null],
    [`to_number('abc')`, null],
    [`to_number('-Infinity')`, '-Infinity'],
    ['to_number(3)', 3],
    ['to_number(true)', 1],
  ],
});

export const toBoolean = conversion({
  id: 'to_boolean',
  to: 'boolean',
  help: 'The value as true or false: true, t, yes, y, 1 and their opposites; numbers are true unless zero.',
  cases: [
    [`to_boolean('true')`, true],
    [`to_boolean('F')`, false],
    [`to_boolean('maybe')`, null],
    [`to_boolean('yes')`, true],
    [`to_boolean('1')`, true],
    ['to_boolean(0)', false],
    ['to_boolean(0.5)', true],
  ],
});
