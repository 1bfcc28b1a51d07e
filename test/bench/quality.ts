import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit, QualityRules } from '../../nodes/contract/project/index.ts';
import { checkDataset } from '../../nodes/engine/quality/check-dataset.ts';
import { ruleKinds } from '../../nodes/engine/quality/registry.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import type { DatasetRelation, Workspace } from '../../nodes/services/workspace/types.ts';
import { openWorkspace } from '../../nodes/services/workspace/workspace.ts';
import { createProject } from '../../nodes/store/project-files.ts';
import { type BenchResult, median } from './bench-result.ts';

const rows = 10_000_000;
const rounds = 5;
const goal = 0.03;
/** Averages of amounts that earlier checks found. */
const earlier = [172, 173, 174, 175, 176, 177];

type Rule = QualityRules['rules'][number];
const rule = (kind: string, settings: Record<string, unknown>, id = kind): Rule => ({
  id,
  kind,
  enabled: true,
  settings,
});

/** One rule of every kind, on a dataset of card transactions with the figures of each card's last 30 days. */
const rules: Rule[] = [
  rule('record-count', { hard: { min: 1 } }),
  rule('not-empty', { columns: ['id', 'card', 'amount', 'sold'] }),
  rule('values-in-range', { column: 'amount', min: 0, max: 10_000 }),
  rule('values-in-set', { column: 'category', values: Array.from({ length: 14 }, (_, i) => `category ${i}`) }),
  rule('pattern', { column: 'city', pattern: 'city \\d+' }),
  rule('formula', { formula: 'count_30d >= 0 and amount <= 10000' }),
  rule('column-statistic', { column: 'amount', statistic: 'avg', hard: { min: 1 } }),
  rule('unique-count', { column: 'card', hard: { min: 10 } }),
  rule('typical-range', { metric: 'avg', column: 'amount' }),
  rule('schema-equals', { columns: [] }),
];

async function makeTransactions(session: Session, folder: string): Promise<void> {
  await session.copyToParquet(
    `SELECT i AS id, hash(i) % ${rows / 200} AS card, 'category ' || (hash(i, 7) % 14) AS category,
       round(exp(4 + 2 * (hash(i, 3) % 10000) / 10000.0), 2) AS amount,
       TIMESTAMP '2025-01-01' + INTERVAL 1 SECOND * (hash(i, 5) % 31536000) AS sold,
       (hash(i, 11) % 90)::INTEGER AS age, hash(i, 13) % 2 = 0 AS online, (hash(i, 17) % 1000) / 10.0 AS latitude,
       'city ' || (hash(i, 19) % 900) AS city
     FROM range(${rows}) r(i)`,
    join(folder, 'transactions.parquet'),
  );
}

async function openFlow(folder: string, session: Session): Promise<Workspace> {
  const dir = join(folder, 'project');
  const files = await createProject(dir, { id: 'bench', name: 'Bench' });
  const source = { kind: 'files', connection: 'bench', path: 'transactions.parquet', format: { kind: 'parquet' } };
  const window = {
    partitionBy: ['card'],
    orderBy: [{ column: 'sold' }],
    frame: { unit: 'range', preceding: 30, in: 'days', excludeCurrent: true },
    columns: [
      { fn: 'count', name: 'count_30d' },
      { fn: 'sum', column: 'amount', name: 'amount_30d' },
    ],
  };
  const edits: Edit[] = [
    { family: 'datasets', id: 'transactions', value: { id: 'transactions', name: 'transactions', source } },
    { family: 'datasets', id: 'features', value: { id: 'features', name: 'features', source: { kind: 'managed' } } },
    {
      family: 'recipes',
      id: 'behaviour',
      value: {
        ...{ id: 'behaviour', name: 'behaviour', kind: 'window', version: 1 },
        ...{ inputs: { input: ['transactions'] }, outputs: { output: ['features'] }, settings: { windows: [window] } },
      },
    },
  ];
  await files.apply(edits);
  return openWorkspace({ dir, connections: () => folder, session });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * All rules of a dataset of 10 M rows in one scan, against building that dataset (each card's last 30 days) and against one query per rule.
 * Alternating runs in one session, medians of 5.
 */
export async function run(): Promise<BenchResult[]> {
  const missing = ruleKinds.list.filter(({ id }) => !rules.some(({ kind }) => kind === id));
  if (missing.length > 0) throw new Error(`no rule of the kind ${missing.map(({ id }) => id).join(', ')} is measured`);
  const folder = await mkdtemp(join(tmpdir(), 'bench-quality-'));
  const session = await openSession({ tempDir: folder });
  try {
    await makeTransactions(session, folder);
    const workspace = await openFlow(folder, session);
    const times = { build: [] as number[], scan: [] as number[], apart: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.build.push(
        await seconds(async () => {
          const job = await workspace.build({ targets: ['features'], mode: 'only' });
          if (job.status !== 'succeeded') throw new Error(job.error?.message ?? job.status);
        }),
      );
      const relation = await workspace.relation('features');
      times.scan.push(await seconds(() => check(session, relation, rules)));
      times.apart.push(
        await seconds(async () => {
          for (const one of rules) await check(session, relation, [one]);
        }),
      );
    }
    await workspace.close();
    return resultsOf({ build: median(times.build), scan: median(times.scan), apart: median(times.apart) });
  } finally {
    session.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function check(session: Session, { sql, schema }: DatasetRelation, which: Rule[]): Promise<void> {
  const names = schema.map(({ name }) => name);
  const given = which.map((one) => (one.kind === 'schema-equals' ? { ...one, settings: { columns: names } } : one));
  const input = { session, dataset: 'features', relation: sql, schema, rules: given };
  const results = await checkDataset({ ...input, history: () => earlier, now: new Date() });
  const broken = results.find(({ status }) => status === 'ERROR' || status === 'NOT_COMPUTED');
  if (broken) throw new Error(`${broken.kind}: ${broken.message}`);
}

function resultsOf({ build, scan, apart }: { build: number; scan: number; apart: number }): BenchResult[] {
  const name = `quality ${rules.length} rules, ${rows / 1e6} M rows`;
  const ours = { value: scan, unit: 's' };
  return [
    {
      name,
      ...ours,
      ...{ peer: 'building the dataset', peer_value: build, ratio: scan / build },
      ...{ goal: `ratio ≤ ${goal}`, ok: scan / build <= goal },
    },
    {
      name,
      ...ours,
      ...{ peer: 'one query per rule', peer_value: apart, ratio: scan / apart },
      ...{ goal: 'ratio < 1', ok: scan < apart },
    },
  ];
}
