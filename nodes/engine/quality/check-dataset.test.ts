import { afterAll, beforeAll, expect, test } from 'vitest';
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
  const sql = failedRowsSql(filledRule(inRange, { low: '3' }), { sql: relation, schema });
  expect((await session.query(sql)).columns).toEqual([[1]]);
});
