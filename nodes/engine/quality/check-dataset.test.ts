import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInvalidCell } from '../../contract/meanings.ts';
import type { OwnMeanings } from '../../contract/project/index.ts';
import { type Column, meanings as meaningNames, type Schema } from '../../contract/schema.ts';
import { openSession, type Session } from '../sql/session.ts';
import { checkDataset, failedRowsSql, filledRule } from './check-dataset.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const relation = '(SELECT * FROM (VALUES (1), (5), (9)) AS v(amount))';
const schema = [{ name: 'amount', type: 'int' as const }];
const rule = (id: string, kind: string, settings: Record<string, unknown>) => ({ id, kind, enabled: true, settings });
const inRange = rule('range', 'values-in-range', { column: 'amount', min: '${low}' });
const holds = rule('holds', 'formula', { formula: 'amount < ${hihg}' });

test('variables stand in the settings of rules, also for numbers; one that is not known hides no other rule', async () => {
  const results = await checkDataset({
    ...{ session, dataset: 'd', relation, schema, rules: [inRange, holds], variables: { low: '3', high: '9' } },
    ...{ history: () => [], now: new Date() },
  });
  expect(results.map(({ status, failedRows }) => [status, failedRows])).toEqual([
    ['ERROR', 1],
    ['NOT_COMPUTED', null],
  ]);
  expect(results[1]?.message).toBe(
    'The rule “Formula holds” uses the variable “hihg”, which is not defined; did you mean “high”?',
  );
});

test('the rows that fail are found with the values of variables', async () => {
  const sql = failedRowsSql(filledRule(inRange, { low: '3' }), { sql: relation, schema, meanings: {} });
  expect((await session.query(sql)).columns).toEqual([[1]]);
});

const valid = (settings: object) => rule('valid', 'valid-for-meaning', { ...settings });
const checked = async (column: Column, cells: readonly unknown[], meanings: OwnMeanings = {}) => {
  const columns: Schema = [{ name: column.name, type: column.type }];
  const written = cells.map((cell) => `(${cell === null ? 'NULL' : `'${cell}'`})`).join(', ');
  const type = column.type === 'double' ? 'DOUBLE' : 'VARCHAR';
  const table = `(SELECT a::${type} AS a FROM (VALUES ${written}) AS v(a))`;
  const [result] = await checkDataset({
    ...{ session, dataset: 'd', relation: table, schema: columns, declared: [column], meanings },
    ...{ rules: [valid({ column: column.name })], history: () => [], now: new Date() },
  });
  return result;
};

test('valid for its meaning says of every built-in meaning what the grid marks', async () => {
  const texts = ['1', '1.5', ' a@b.org', 'x', '', '  ', null, 'DE', 'oslo', 'CA', '91', '-120.5', 'yes', '2024-02-03'];
  const numbers = [1, 1.5, 91, -181, 'NaN', 'Infinity', null];
  for (const meaning of meaningNames)
    for (const [type, cells] of [['string', texts] as const, ['double', numbers] as const]) {
      const column = { name: 'a', type, meaning };
      const expected = cells.filter((cell) => isInvalidCell(column, cell)).length;
      expect((await checked(column, cells))?.observed, `${meaning} of ${type}`).toBe(expected);
    }
});

test('a list of ten thousand values is checked in the same scan, and followed when it changes', async () => {
  const values = Array.from({ length: 10_000 }, (_, index) => `Code ${index}`);
  const list = (all: string[]): OwnMeanings => ({
    codes: { id: 'codes', name: 'Codes', kind: 'values', values: all, caseSensitive: false },
  });
  const column = { name: 'a', type: 'string' as const, meaning: 'own:codes' as const };
  expect(await checked(column, ['code 9999', 'Code 1', 'other'], list(values))).toMatchObject({ failedRows: 1 });
  expect(await checked(column, ['code 9999', 'Code 1', 'other'], list(['other']))).toMatchObject({ failedRows: 2 });
});
