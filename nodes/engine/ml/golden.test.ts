import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { FeatureColumn } from '../../contract/model.ts';
import type { Frame } from './frame.ts';
import { chooseGolden } from './golden.ts';

const columns = ['amount', 'city'].map((name) => ({ name })) as FeatureColumn[];

/** Rows with many equal scores, some values missing, and every 50th amount infinite. */
function holdOut(rows: number, different: number) {
  const random = createRandom(7);
  const values = Float64Array.from({ length: rows }, (_, i) =>
    i % 50 === 0 ? Number.POSITIVE_INFINITY : random() < 0.1 ? Number.NaN : i,
  );
  const codes = Int32Array.from({ length: rows }, () => (random() < 0.1 ? -1 : 0));
  const frame = {
    rows,
    columns: new Map<string, unknown>([
      ['amount', { kind: 'number', values }],
      ['city', { kind: 'text', codes, dictionary: ['Bern'] }],
    ]),
  } as Frame;
  const scores = Float64Array.from({ length: rows }, () => Math.floor(random() * different) / different);
  return { frame, columns, rows: Uint32Array.from({ length: rows }, (_, i) => rows - 1 - i), scores };
}

/** The rule in the plainest words: all places in order, then picked. */
function chosenPlainly({ frame, rows, scores }: ReturnType<typeof holdOut>, count: number): number[] {
  const at = (i: number) => {
    const amount = frame.columns.get('amount') as { values: Float64Array };
    const city = frame.columns.get('city') as { codes: Int32Array };
    return { amount: amount.values[rows[i]!]!, city: city.codes[rows[i]!]! };
  };
  const order = [...rows.keys()]
    .filter((i) => Math.abs(at(i).amount) !== Number.POSITIVE_INFINITY)
    .sort((a, b) => scores[a]! - scores[b]! || a - b);
  const pick = (list: number[], many: number) =>
    Array.from({ length: many }, (_, k) => list[Math.round((k * (list.length - 1)) / (many - 1))]!);
  const missing = order.filter((i) => Number.isNaN(at(i).amount) || at(i).city < 0);
  const chosen = new Set(pick(missing, count / 5));
  for (const i of pick(order, count)) if (chosen.size < count) chosen.add(i);
  return order.filter((i) => chosen.has(i));
}

test.each([
  [3000, 1_000_000],
  [3000, 12],
  [800, 1],
])('golden rows of %i are spread over the scores, of which %i differ', (rows, different) => {
  const given = holdOut(rows, different);
  const golden = chooseGolden(given, 50);
  expect(golden).toHaveLength(50);
  expect(golden).toEqual(chosenPlainly(given, 50));
});

test('of few rows all are golden but those that cannot be written', () => {
  const given = holdOut(51, 5);
  expect(chooseGolden(given, 50)).toHaveLength(49);
});
