import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { quoteText } from '../../nodes/engine/sql/quote.ts';
import { openSession } from '../../nodes/engine/sql/session.ts';
import { openWorkspace } from '../../nodes/services/workspace/workspace.ts';
import { createProject } from '../../nodes/store/project-files.ts';

/** Rows of the dataset `transactions`. */
export const tenMillion = 10_000_000;

/** The data as SQL for a peer. */
export interface LargeData {
  transactions: string;
  merchants: string;
}

const edit = (family: Edit['family'], id: string, value: object): Edit => ({
  family,
  id,
  value: { id, name: id, ...value },
});
const file = (path: string) => ({ kind: 'files', connection: 'project', path, format: { kind: 'parquet' } });

/** A project `large` below the data folder of a Design node: `transactions` (built, ten million rows) and `merchants`. */
export async function makeLargeProject(data: string): Promise<LargeData> {
  const dir = join(data, 'projects', 'large');
  const files = await createProject(dir, { id: 'large', name: 'Ten million rows' });
  await mkdir(join(dir, 'files'), { recursive: true });
  const [raw, merchants] = [join(dir, 'files', 'raw.parquet'), join(dir, 'files', 'merchants.parquet')];
  await writeParquet({ raw, merchants });
  const recipe = {
    kind: 'sync',
    version: 1,
    inputs: { input: ['raw'] },
    outputs: { output: ['transactions'] },
    settings: {},
  };
  await files.apply([
    edit('datasets', 'raw', { source: file('raw.parquet') }),
    edit('datasets', 'merchants', { source: file('merchants.parquet') }),
    edit('datasets', 'transactions', { source: { kind: 'managed' } }),
    edit('recipes', 'copy', recipe),
  ]);
  const workspace = await openWorkspace({ dir, connections: () => undefined });
  try {
    const job = await workspace.build({ targets: ['transactions'], mode: 'required' });
    if (job.status !== 'succeeded') throw new Error(job.error?.message ?? job.status);
    const { sql } = await workspace.relation('transactions');
    return { transactions: sql, merchants: `read_parquet(${quoteText(merchants)})` };
  } finally {
    await workspace.close();
  }
}

async function writeParquet({ raw, merchants }: { raw: string; merchants: string }): Promise<void> {
  const session = await openSession({});
  try {
    await session.copyToParquet(
      `SELECT i AS id, hash(i) % 50000 AS card, 'merchant ' || (hash(i, 7) % 50000) AS merchant,
         round(exp(4 + 2 * (hash(i, 3) % 10000) / 10000.0), 2) AS amount,
         TIMESTAMP '2025-01-01' + INTERVAL 1 SECOND * (hash(i, 5) % 31536000) AS sold,
         (hash(i, 11) % 90)::INTEGER AS age, hash(i, 13) % 2 = 0 AS online, 'city ' || (hash(i, 19) % 900) AS city
       FROM range(${tenMillion}) r(i)`,
      raw,
    );
    await session.copyToParquet(
      `SELECT 'merchant ' || i AS merchant, 'category ' || (i % 14) AS category FROM range(50000) r(i)`,
      merchants,
    );
  } finally {
    session.close();
  }
}
