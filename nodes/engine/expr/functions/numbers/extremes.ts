import { compareValues, type Value } from '../../value.ts';
import { defineBound, defineFunction } from '../function-kind.ts';

function extreme(id: 'greatest' | 'least', help: string, cases: readonly (readonly [string, unknown])[]) {
  const wanted = id === 'greatest' ? 1 : -1;
  return defineBound({
    id,
    category: 'numbers',
    help,
    keywords: [id === 'greatest' ? 'max' : 'min'],
    params: [{ name: 'a', type: 'scalar' }],
    rest: { name: 'b', type: 'scalar' },
    nulls: 'own',
    result: (types) => types[0] ?? 'double',
    sql: (args) => `${id}(${args.join(', ')})`,
    bind:
      () =>
      (...args) => {
        let best: Value = null;
        for (const value of args) {
          if (value !== null && (best === null || compareValues(value, best) * wanted > 0)) best = value;
        }
        return best;
      },
    cases,
  });
}

export const greatest = extreme('greatest', 'The largest of the values; empty ones are left out.', [
  ['greatest(1, 3, 2)', 3],
  ['greatest(1, null)', 1],
  [`greatest('a', 'B')`, 'a'],
  ['greatest(null, null)', null],
]);

export const least = extreme('least', 'The smallest of the values; empty ones are left out.', [
  ['least(1, 3, 2)', 1],
  ['least(2.5, 3)', 2.5],
  ['least(null, 4)', 4],
]);

export const clamp = defineFunction({
  id: 'clamp',
  category: 'numbers',
  help: 'The number kept between two bounds; an empty bound does not limit.',
  keywords: ['clip', 'limit'],
  params: [
    { name: 'x', type: 'number' },
    { name: 'from', type: 'number' },
    { name: 'to', type: 'number' },
  ],
  nulls: 'own',
  result: 'double',
  sql: ([x, from, to]) => `CASE WHEN ${x} < ${from} THEN ${from} WHEN ${x} > ${to} THEN ${to} ELSE ${x} END`,
  row: (x, from, to) => {
    if (x === null) return null;
    if (from !== null && compareValues(x, from) < 0) return from;
    return to !== null && compareValues(x, to) > 0 ? to : x;
  },
  cases: [
    ['clamp(5, 0, 3)', 3],
    ['clamp(-1, 0, 3)', 0],
    ['clamp(2, 0, 3)', 2],
    ['clamp(-1, null, 3)', -1],
    ['clamp(null, 0, 1)', null],
  ],
});
