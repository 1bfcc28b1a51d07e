import { compareValues, type Value } from '../../value.ts';
import { defineBound, defineFunction, type FunctionCase } from '../function-kind.ts';

function comparison(spec: {
  id: string;
  sign: string;
  help: string;
  holds: (order: number) => boolean;
  cases: readonly FunctionCase[];
}) {
  return defineFunction({
    id: spec.id,
    category: 'operators',
    operator: `a ${spec.sign} b`,
    help: spec.help,
    params: [
      { name: 'a', type: 'scalar' },
      { name: 'b', type: 'scalar' },
    ],
    result: 'boolean',
    sql: ([a, b]) => `(${a} ${spec.sign === '!=' ? '<>' : spec.sign} ${b})`,
    row: (a, b) => spec.holds(compareValues(a, b)),
    cases: spec.cases,
  });
}

export const equal = comparison({
  id: 'eq',
  sign: '=',
  help: 'True when both are equal; empty when one is. `==` means the same.',
  holds: (order) => order === 0,
  cases: [
    ['1 = 1.0', true],
    [`'a' == 'A'`, false],
    ['null = null', null],
    [`to_date('2024-01-01') = '2024-01-01'`, true],
    [`to_number('nan') = to_number('nan')`, true],
  ],
});

export const notEqual = comparison({
  id: 'ne',
  sign: '!=',
  help: 'True when both differ; empty when one is. `<>` means the same.',
  holds: (order) => order !== 0,
  cases: [
    ['1 != 2', true],
    [`'a' <> 'a'`, false],
    ['1 != null', null],
  ],
});

export const less = comparison({
  id: 'lt',
  sign: '<',
  help: 'True when the first is smaller. Text is compared letter by letter, capitals first.',
  holds: (order) => order < 0,
  cases: [
    ['1 < 2', true],
    [`'B' < 'a'`, true],
    ['true < false', false],
    [`'\u{FF5E}' < '\u{1F600}'`, true],
    [`1 < to_number('nan')`, true],
  ],
});

export const lessOrEqual = comparison({
  id: 'le',
  sign: '<=',
  help: 'True when the first is smaller or equal.',
  holds: (order) => order <= 0,
  cases: [
    ['2 <= 2', true],
    ['2.5 <= 2', false],
  ],
});

export const greater = comparison({
  id: 'gt',
  sign: '>',
  help: 'True when the first is larger.',
  holds: (order) => order > 0,
  cases: [
    ['2 > 1', true],
    [`to_timestamp('2024-01-02 00:00:00') > to_date('2024-01-01')`, true],
  ],
});

export const greaterOrEqual = comparison({
  id: 'ge',
  sign: '>=',
  help: 'True when the first is larger or equal.',
  holds: (order) => order >= 0,
  cases: [
    ['2 >= 3', false],
    [`'é' >= 'e'`, true],
  ],
});

const plainText = /^'(?:[^']|'')*'$/;

export const isIn = defineBound({
  id: 'in',
  category: 'operators',
  operator: 'a in (b, c, …)',
  help: 'True when the value is one of the list. `not in` is the opposite.',
  params: [{ name: 'a', type: 'scalar' }],
  rest: { name: 'b', type: 'scalar' },
  nulls: 'own',
  result: 'boolean',
  sql: ([a, ...list]) => {
    if (list.length === 0) return 'FALSE';
    // Each different value of a dictionary-encoded column is looked at once this way, but every row by IN.
    if (list.length > 1 && list.every((item) => plainText.test(item)))
      return `list_contains([${list.join(', ')}], ${a})`;
    return `(${a} IN (${list.join(', ')}))`;
  },
  bind:
    () =>
    (a, ...list) => {
      if (list.length === 0) return false;
      if (a === null || a === undefined) return null;
      let result: Value = false;
      for (const item of list) {
        if (item === null) result = null;
        else if (compareValues(a, item) === 0) return true;
      }
      return result;
    },
  cases: [
    [`'b' in ('a', 'b')`, true],
    ['3 in (1, 2)', false],
    ['3 not in (1, 2)', true],
    ['3 in (1, null)', null],
    ['null in (1, 2)', null],
    ['1 in (1, null)', true],
  ],
});
