import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { quoteText } from '../../nodes/engine/sql/quote.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { openWorkspace, type Workspace } from '../../nodes/services/workspace/workspace.ts';
import { createProject } from '../../nodes/store/project-files.ts';

export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  peer: string;
  peer_value: number | null;
  ratio: number | null;
  goal: string;
  ok: boolean | null;
}

const goal = 1.1;
/** Pairs of runs by rows: the shorter a run, the more of them make its median steady. */
const repeatsOf = (rows: number) => (rows > 2e6 ? 5 : 21);

/** A recipe, and the SQL that a person would write for the same rows. `t` and `m` stand for the input files. */
interface Work {
  id: string;
  inputs: string[];
  settings: Record<string, unknown>;
  sql(inputs: { t: string; m: string }): string;
  kind: string;
}

const works: readonly Work[] = [
  {
    id: 'group',
    kind: 'group',
    inputs: ['transactions'],
    settings: {
      keys: ['merchant'],
      aggregates: [
        { fn: 'count', name: 'n' },
        { fn: 'sum', column: 'amount', name: 'total' },
        { fn: 'avg', column: 'amount', name: 'mean' },
        { fn: 'min', column: 'sold', name: 'first' },
        { fn: 'max', column: 'sold', name: 'last' },
        { fn: 'stddev', column: 'amount', name: 'spread' },
      ],
    },
    sql: ({ t }) =>
      `SELECT merchant, count(*) AS n, sum(amount) AS total, avg(amount) AS mean, min(sold) AS first, max(sold) AS last,
         stddev_samp(amount) AS spread FROM ${t} GROUP BY merchant`,
  },
  {
    id: 'join',
    kind: 'join',
    inputs: ['transactions', 'merchants'],
    settings: { joins: [{ kind: 'left', on: [{ left: 'merchant', right: 'merchant' }] }] },
    sql: ({ t, m }) =>
      `SELECT t.*, m.category, m.latitude, m.longitude FROM ${t} t LEFT JOIN ${m} m ON t.merchant = m.merchant`,
  },
  {
    id: 'window',
    kind: 'window',
    inputs: ['transactions'],
    settings: {
      windows: [
        {
          partitionBy: ['card'],
          orderBy: [{ column: 'sold' }],
          frame: { unit: 'range', preceding: 30, in: 'days', excludeCurrent: true },
          columns: [
            { fn: 'count', name: 'count_30d' },
            { fn: 'sum', column: 'amount', name: 'amount_30d' },
          ],
        },
      ],
    },
    sql: ({ t }) =>
      `SELECT *, count(*) OVER w AS count_30d, sum(amount) OVER w AS amount_30d FROM ${t}
       WINDOW w AS (PARTITION BY card ORDER BY sold RANGE BETWEEN INTERVAL 30 DAYS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING)`,
  },
];

async function makeData(session: Session, folder: string, rows: number): Promise<{ t: string; m: string }> {
  const t = join(folder, 'transactions.parquet');
  const m = join(folder, 'merchants.parquet');
  await session.copyToParquet(
    `SELECT i AS id, hash(i) % ${Math.max(1, rows / 200)} AS card, 'merchant ' || (hash(i, 7) % 50000) AS merchant,
       round(exp(4 + 2 * (hash(i, 3) % 10000) / 10000.0), 2) AS amount,
       TIMESTAMP '2025-01-01' + INTERVAL 1 SECOND * (hash(i, 5) % 31536000) AS sold,
       (hash(i, 11) % 90)::INTEGER AS age, hash(i, 13) % 2 = 0 AS online, (hash(i, 17) % 1000) / 10.0 AS latitude_of_sale,
       'city ' || (hash(i, 19) % 900) AS city
     FROM range(${rows}) r(i)`,
    t,
  );
  await session.copyToParquet(
    `SELECT 'merchant ' || i AS merchant, 'category ' || (i % 14) AS category, i % 90 + 0.5 AS latitude, i % 180 + 0.25 AS longitude
     FROM range(50000) r(i)`,
    m,
  );
  return { t: `read_parquet(${quoteText(t)})`, m: `read_parquet(${quoteText(m)})` };
}

async function openFlow(folder: string, session: Session): Promise<Workspace> {
  const dir = join(folder, 'project');
  const files = await createProject(dir, { id: 'bench', name: 'Bench' });
  const source = (path: string) => ({ kind: 'files', connection: 'bench', path, format: { kind: 'parquet' } });
  const edits: Edit[] = ['transactions', 'merchants'].map((id) => ({
    family: 'datasets',
    id,
    value: { id, name: id, source: source(`${id}.parquet`) },
  }));
  for (const { id, kind, inputs, settings } of works) {
    const dataset = `${id}-result`;
    edits.push({ family: 'datasets', id: dataset, value: { id: dataset, name: dataset, source: { kind: 'managed' } } });
    const value = {
      id,
      name: id,
      kind,
      version: 1,
      inputs: { input: inputs },
      outputs: { output: [dataset] },
      settings,
    };
    edits.push({ family: 'recipes', id, value });
  }
  await files.apply(edits);
  return openWorkspace({ dir, connections: () => folder, session });
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Alternating runs, Parquet to Parquet on both sides, one session. */
async function measure(
  work: Work,
  around: { workspace: Workspace; data: { t: string; m: string }; folder: string; rows: number },
): Promise<BenchResult> {
  const { workspace, data, folder, rows } = around;
  const ours: number[] = [];
  const peers: number[] = [];
  for (let round = 0; round < repeatsOf(rows); round++) {
    ours.push(
      await seconds(async () => {
        const job = await workspace.build({ targets: [`${work.id}-result`], mode: 'only' });
        if (job.status !== 'succeeded') throw new Error(job.error?.message ?? job.status);
      }),
    );
    const out = join(folder, 'peer.parquet');
    peers.push(await seconds(() => workspace.session.copyToParquet(work.sql(data), out)));
  }
  const [value, peer_value] = [median(ours), median(peers)];
  const ratio = median(ours.map((seconds, round) => seconds / peers[round]!));
  const size = rows >= 1e6 ? `${rows / 1e6} M` : String(rows);
  return {
    name: `recipes/${work.id} ${size} rows`,
    value,
    unit: 's',
    peer: 'hand-written DuckDB SQL',
    peer_value,
    ratio,
    goal: `≤ ${goal}`,
    ok: ratio <= goal,
  };
}

/** Recipes through Millrace against the same rows by hand-written SQL through the same client. */
export async function run(sizes: readonly number[] = [1_000_000, 10_000_000]): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const rows of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-recipes-'));
    const session = await openSession({ tempDir: folder });
    try {
      const data = await makeData(session, folder, rows);
      const workspace = await openFlow(folder, session);
      for (const work of works) results.push(await measure(work, { workspace, data, folder, rows }));
      await workspace.close();
    } finally {
      session.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
  return results;
}
