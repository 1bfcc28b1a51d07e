import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { type BenchResult, median } from './bench-result.ts';
import { type DesignNode, startDesignNode } from './design-node.ts';
import { type LargeData, makeLargeProject } from './ten-million.ts';

const rounds = 25;
const limit = 200;
const goalMs = 300;

interface Work {
  kind: string;
  inputs: string[];
  /** Settings as they are after change number `n`. */
  settings(n: number): Record<string, unknown>;
  /** The same by hand; `t` are the rows of the sample, `m` all merchants. */
  sql(n: number): string;
}

const steps = (n: number) => [
  { id: 's1', kind: 'filter-formula', settings: { formula: 'amount > 60 and city is not null' } },
  { id: 's2', kind: 'normalise-text', settings: { columns: ['city'], operations: ['trim', 'upper'] } },
  { id: 's3', kind: 'formula', settings: { column: 'net', formula: `round(amount * ${n} / 100, 2)` } },
];

const works: readonly Work[] = [
  {
    kind: 'prepare',
    inputs: ['transactions'],
    settings: (n) => ({ steps: steps(n) }),
    sql: (n) =>
      `SELECT * REPLACE (upper(trim(city)) AS city), round(amount * ${n} / 100, 2) AS net FROM t WHERE amount > 60 AND city IS NOT NULL`,
  },
  {
    kind: 'join',
    inputs: ['transactions', 'merchants'],
    settings: (n) => ({
      joins: [{ kind: n % 2 ? 'left' : 'inner', on: [{ left: 'merchant', right: 'merchant' }] }],
      after: { filter: `amount > ${n}` },
    }),
    sql: (n) =>
      `SELECT t.*, m.category FROM t ${n % 2 ? 'LEFT' : ''} JOIN m ON t.merchant = m.merchant WHERE amount > ${n}`,
  },
  {
    kind: 'group',
    inputs: ['transactions'],
    settings: (n) => ({
      keys: ['city'],
      aggregates: [
        { fn: 'count', name: 'n' },
        { fn: 'sum', column: 'amount', name: 'total' },
      ],
      before: { filter: `amount > ${n}` },
    }),
    sql: (n) => `SELECT city, count(*) AS n, sum(amount) AS total FROM t WHERE amount > ${n} GROUP BY city`,
  },
  {
    kind: 'window',
    inputs: ['transactions'],
    settings: (n) => ({
      windows: [
        {
          partitionBy: ['card'],
          orderBy: [{ column: 'sold' }],
          frame: { unit: 'range', preceding: n, in: 'days', excludeCurrent: true },
          columns: [{ fn: 'sum', column: 'amount', name: 'before' }],
        },
      ],
    }),
    sql: (n) =>
      `SELECT *, sum(amount) OVER (PARTITION BY card ORDER BY sold
         RANGE BETWEEN INTERVAL ${n} DAYS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING) AS before FROM t`,
  },
];

/** Previews of a recipe that was just changed, end to end over HTTP, on ten million rows; beside the same query by hand. */
export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-preview-'));
  let node: DesignNode | undefined;
  let session: Session | undefined;
  try {
    const data = await makeLargeProject(folder);
    node = await startDesignNode(folder);
    session = await openSession({ preserveOrder: true });
    const results: BenchResult[] = [];
    for (const work of works) results.push(...(await measure(work, { node, session, data })));
    return results;
  } finally {
    session?.close();
    await node?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  work: Work,
  { node, session, data }: { node: DesignNode; session: Session; data: LargeData },
): Promise<BenchResult[]> {
  const ours: number[] = [];
  const peer: number[] = [];
  let sample = '';
  for (let n = 0; n <= rounds; n++) {
    const body = { recipe: recipeOf(work, n + 1), limit };
    const start = performance.now();
    const reply = (await node.post('/api/projects/large/preview', body)) as Reply;
    const middle = performance.now();
    if (!reply.page) throw new Error(`no preview of ${work.kind}: ${JSON.stringify(reply.problems)}`);
    sample = reply.page.sample;
    await session.query(byHand(work.sql(n + 1), data));
    // The first of all opens the project.
    if (n === 0) continue;
    ours.push(middle - start);
    peer.push(performance.now() - middle);
  }
  const line = { unit: 'ms', peer: 'the query alone, by hand' };
  const [value, peer_value] = [median(ours), median(peer)];
  const [p95, peer95] = [late(ours), late(peer)];
  return [
    {
      ...{ name: `preview/${work.kind}, ${sample}`, value, ...line, peer_value, ratio: value / peer_value },
      ...{ goal: `< ${goalMs} ms`, ok: value < goalMs },
    },
    {
      ...{ name: `preview/${work.kind}, p95`, value: p95, ...line, peer_value: peer95, ratio: p95 / peer95 },
      ...{ goal: 'for comparison', ok: null },
    },
  ];
}

interface Reply {
  page: { sample: string } | null;
  problems: unknown[];
}

const late = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(0.95 * values.length)] ?? 0;

const recipeOf = ({ kind, inputs, settings }: Work, n: number) => ({
  ...{ id: 'tried', name: 'Tried', kind, version: 1 },
  ...{ inputs: { input: inputs }, outputs: {}, settings: settings(n) },
});

const byHand = (sql: string, { transactions, merchants }: LargeData): string =>
  `WITH t AS MATERIALIZED (SELECT * FROM ${transactions} LIMIT 10000), m AS (SELECT * FROM ${merchants}) ${sql} LIMIT ${limit}`;
