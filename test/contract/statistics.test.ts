import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../nodes/contract/schema.ts';
import {
  type BlockKind,
  type BlockOf,
  type StatisticsReply as Reply,
  StatisticsReply,
} from '../../nodes/contract/statistics.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import type { CardCase, CardExpectation, CardKind } from '../../nodes/engine/statistics/card-kind.ts';
import { namesIn } from '../../nodes/engine/statistics/columns.ts';
import { type CardQuery, queryCard } from '../../nodes/engine/statistics/query-card.ts';
import { cardKinds } from '../../nodes/engine/statistics/registry.ts';
import { expectNear } from '../support/near.ts';
import { valuesRelation } from '../support/values-relation.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ preserveOrder: true });
});
afterAll(() => session.close());

type Table = Pick<CardCase, 'schema' | 'rows'>;

function ask(
  kind: CardKind,
  settings: Record<string, unknown>,
  { schema, rows }: Table,
  more: Partial<CardQuery> = {},
) {
  const relation = { dataset: 'd', sql: valuesRelation(schema, rows), schema, total: null };
  return queryCard(session, relation, { kind: kind.id, settings, sample: 'all', level: 0.05, ...more });
}

const blocksOf = <K extends BlockKind>({ sections }: Reply, kind: K): BlockOf<K>[] =>
  sections.flatMap(({ blocks }) => blocks.filter((block): block is BlockOf<K> => block.kind === kind));

function compare(actual: unknown, expected: number | string | null) {
  if (typeof expected === 'number') expectNear(actual as number, expected);
  else expect(actual).toBe(expected);
}

function check(reply: Reply, expected: Exclude<CardExpectation, { error: string }>) {
  const figures = blocksOf(reply, 'figures').flatMap((block) => block.figures);
  for (const [label, value] of Object.entries(expected.figures ?? {}))
    compare(figures.find((figure) => figure.label === label)?.value, value);
  const outcomes = blocksOf(reply, 'tests').flatMap((block) => block.outcomes);
  for (const [at, want] of (expected.tests ?? []).entries()) {
    const outcome = outcomes[at]!;
    if (want.problem) expect(outcome.problem?.code).toBe(want.problem);
    if (want.statistic !== undefined) expectNear(outcome.statistic?.value, want.statistic);
    if (want.p !== undefined) expectNear(outcome.p, want.p);
    if (want.adjustedP !== undefined) expectNear(outcome.adjustedP, want.adjustedP);
    if (want.effect !== undefined) expectNear(outcome.effect?.value, want.effect);
    if (want.estimate !== undefined) expectNear(outcome.estimate?.value, want.estimate);
    if (want.interval) {
      expectNear(outcome.estimate?.interval?.low, want.interval[0]);
      expectNear(outcome.estimate?.interval?.high, want.interval[1]);
    }
    if (want.df) {
      expect(outcome.df).toHaveLength(want.df.length);
      for (const [place, df] of want.df.entries()) expectNear(outcome.df[place], df);
    }
  }
  for (const [row, cells] of (expected.matrix ?? []).entries())
    for (const [column, value] of cells.entries()) compare(blocksOf(reply, 'matrix')[0]?.values[row]?.[column], value);
  const table = reply.sections.find(({ title }) => title === expected.table?.section);
  const rows = table?.blocks.find((block): block is BlockOf<'table'> => block.kind === 'table')?.rows;
  for (const [row, cells] of (expected.table?.rows ?? []).entries())
    for (const [column, value] of cells.entries()) compare(rows?.[row]?.[column], value);
}

describe.each(cardKinds.list)('card $id', (kind) => {
  const good = kind.cases.find(({ expect: expected }) => !('error' in expected))!;

  test.each(kind.cases.map((one) => [one.title, one] as const))('%s', async (_, one) => {
    const answer = ask(kind, one.settings, one, { level: one.level ?? 0.05 });
    if ('error' in one.expect) await expect(answer).rejects.toMatchObject({ code: one.expect.error });
    else check(await answer, one.expect);
  });

  test('answers as the contract says, in words that end, without anything that JSON cannot hold', async () => {
    const reply = await ask(kind, good.settings, good);
    expect(StatisticsReply.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
    expect(reply.rows).toBe(good.rows.length);
    for (const outcome of blocksOf(reply, 'tests').flatMap((block) => block.outcomes)) {
      expect(outcome.conclusion).toMatch(/\.$/);
      for (const warning of outcome.warnings) expect(warning).toMatch(/\.$/);
    }
  });

  test('rows in another order, or twice over a filter, give the same', async () => {
    const turned = await ask(kind, good.settings, { ...good, rows: [...good.rows].reverse() });
    const schema: Schema = [...good.schema, { name: 'keep', type: 'boolean' }];
    const rows = good.rows.flatMap((row) => [
      [...row, true],
      [...row, false],
    ]);
    const filtered = await ask(kind, good.settings, { schema, rows }, { filter: 'keep' });
    if ('error' in good.expect) throw new Error('a case with an error is no good case');
    check(turned, good.expect);
    expect(filtered.rows).toBe(good.rows.length);
    check(filtered, good.expect);
  });

  test('without rows it is empty or says what it lacks', async () => {
    for (const rows of [[], [good.schema.map(() => null)], good.rows.slice(0, 1)]) {
      const outcome = await ask(kind, good.settings, { ...good, rows }).then(
        (reply) => StatisticsReply.safeParse(JSON.parse(JSON.stringify(reply))).success,
        (error: { code: string }) => error.code,
      );
      expect(outcome === true || /^STATISTICS_/.test(String(outcome)), String(outcome)).toBe(true);
    }
  });

  test('odd names do no harm', async () => {
    const odd = (name: string) => `${name} "odd" 'name' ; --`;
    const settings = Object.fromEntries(
      Object.entries(good.settings).map(([key, value]) => {
        const slot = kind.slots.find((one) => one.key === key);
        if (!slot) return [key, value];
        const names = namesIn(good.settings, slot).map(odd);
        return [key, slot.max > 1 ? names : (names[0] ?? '')];
      }),
    );
    const schema = good.schema.map((column) => ({ ...column, name: odd(column.name) }));
    const reply = await ask(kind, settings, { schema, rows: good.rows });
    if (!('error' in good.expect) && !good.expect.table) check(reply, good.expect);
  });

  test('names an unknown column and the nearest one, and a missing one', async () => {
    for (const slot of kind.slots.filter((one) => one.takes !== 'any')) {
      const [first = 'x'] = namesIn(good.settings, slot);
      const broken = {
        ...good.settings,
        [slot.key]: slot.max > 1 ? Array(Math.max(1, slot.min)).fill(`${first}_`) : `${first}_`,
      };
      await expect(ask(kind, broken, good)).rejects.toMatchObject({ code: 'DATA_COLUMN_UNKNOWN' });
      if (slot.min === 0) continue;
      const without = { ...good.settings, [slot.key]: slot.max > 1 ? [] : '' };
      await expect(ask(kind, without, good)).rejects.toMatchObject({
        code: 'STATISTICS_INCOMPLETE',
        message: expect.stringContaining(slot.label),
      });
    }
  });

  test('refuses columns of the wrong type with the type in its words', async () => {
    const wrong: Schema = [
      { name: 'list', type: 'array' },
      { name: 'truth', type: 'boolean' },
      { name: 'day', type: 'date' },
    ];
    for (const slot of kind.slots) {
      if (slot.takes === 'any') continue;
      const name = slot.takes === 'number' ? 'truth' : 'list';
      const settings = { ...good.settings, [slot.key]: slot.max > 1 ? Array(Math.max(1, slot.min)).fill(name) : name };
      await expect(
        ask(kind, settings, {
          schema: [...good.schema, ...wrong],
          rows: good.rows.map((row) => [...row, null, null, null]),
        }),
      ).rejects.toMatchObject({ code: 'STATISTICS_COLUMN_TYPE' });
    }
  });

  test('settings of another shape are refused with their path', async () => {
    const key = Object.keys(kind.settings.shape)[0]!;
    await expect(ask(kind, { [key]: 7 }, good)).rejects.toMatchObject({
      code: 'STATISTICS_SETTINGS',
      message: expect.stringContaining(key),
    });
  });

  test('stops when it is no longer wanted', async () => {
    await expect(ask(kind, good.settings, good, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  test('leaves no table behind', async () => {
    await ask(kind, good.settings, good);
    await ask(kind, good.settings, { ...good, rows: [] }).catch(() => undefined);
    const { columns } = await session.query(
      "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'card_%'",
    );
    expect(columns[0]).toEqual([]);
  });

  test('has a field with help for every slot, and its settings begin empty', () => {
    const fields = kind.form.flatMap((section) => section.fields);
    for (const slot of kind.slots) {
      const field = fields.find(({ key }) => key === slot.key);
      expect(field?.help).toMatch(/[.:]/);
      expect(field?.widget).toBe(slot.max > 1 ? 'columns' : 'column');
    }
    expect(kind.settings.safeParse({}).success).toBe(true);
    expect(kind.help).toMatch(/\.$/);
    expect(new Set(kind.keywords).size).toBe(kind.keywords.length);
  });
});
