import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDataset, failedRowsSql } from '../../nodes/engine/quality/check-dataset.ts';
import { ruleKinds } from '../../nodes/engine/quality/registry.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { valuesRelation } from '../support/values-relation.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

describe.each(ruleKinds.list)('rule $id', (kind) => {
  test.each(kind.cases.map((one) => [one.title, one] as const))('%s', async (_, one) => {
    const relation = valuesRelation(one.schema, one.rows);
    const rules = [{ id: 'r', kind: kind.id, enabled: true, settings: one.settings }];
    const table = { sql: relation, schema: one.schema, declared: one.declared, meanings: one.meanings ?? {} };
    const [result] = await checkDataset({
      session,
      dataset: 'd',
      relation,
      schema: one.schema,
      declared: one.declared,
      meanings: one.meanings,
      rules,
      history: () => one.history ?? [],
      now: new Date(0),
    });
    expect(result).toMatchObject(one.expect);
    expect(result?.message).not.toBe('');
    if (result?.failedRows) {
      const failed = await session.query(failedRowsSql(rules[0]!, table));
      expect(failed.rowCount).toBe(result.failedRows);
    }
  });

  test('settings that do not fit are NOT_COMPUTED with the reason', async () => {
    const rules = [
      {
        id: 'r',
        kind: kind.id,
        enabled: true,
        settings: { column: 7, columns: 7, hard: 'x', formula: 1, metric: 'nothing' },
      },
    ];
    const schema = [{ name: 'a', type: 'int' as const }];
    const [result] = await checkDataset({
      session,
      dataset: 'd',
      relation: valuesRelation(schema, [[1]]),
      schema,
      rules,
      history: () => [],
      now: new Date(0),
    });
    expect(result?.status).toBe('NOT_COMPUTED');
  });
});

test('all rules of a dataset are computed by one query', async () => {
  const schema = [{ name: 'a', type: 'int' as const }];
  const statements: string[] = [];
  const counting: Session = {
    ...session,
    query: (sql, options) => {
      statements.push(sql);
      return session.query(sql, options);
    },
  };
  const rules = ruleKinds.list.flatMap((kind) =>
    kind.cases.slice(0, 1).map((one, index) => ({
      id: `${kind.id}-${index}`,
      kind: kind.id,
      enabled: true,
      settings: { ...one.settings, column: 'a' },
    })),
  );
  const results = await checkDataset({
    session: counting,
    dataset: 'd',
    relation: valuesRelation(schema, [[1]]),
    schema,
    rules,
    history: () => [],
    now: new Date(0),
  });
  expect(results).toHaveLength(rules.length);
  expect(statements).toHaveLength(1);
});
