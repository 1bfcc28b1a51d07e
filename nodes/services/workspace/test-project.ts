import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit } from '../../contract/project/index.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { removePath } from '../../platform/files.ts';
import { createProject, type ProjectFiles } from '../../store/project-files.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

export const payments = 'id,card,amount,day\n1,a,10,2026-01-01\n2,b,20,2026-01-02\n3,a,30,2026-01-03\n';

export const dataset = (id: string, source: unknown = { kind: 'managed' }, more: object = {}): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source, ...more },
});
export const recipe = (
  id: string,
  kind: string,
  wiring: { inputs: string[]; outputs: string[]; settings?: Record<string, unknown> },
): Edit => ({
  family: 'recipes',
  id,
  value: {
    id,
    name: id,
    kind,
    version: 1,
    inputs: { input: wiring.inputs },
    outputs: { output: wiring.outputs },
    settings: wiring.settings ?? {},
  },
});

export const paymentFiles = { kind: 'files', connection: 'project', path: 'payments.csv', format: { kind: 'csv' } };

/** payments (file) → sync → clean → group → totals, and clean → sample → big. */
const flow: Edit[] = [
  dataset('payments', paymentFiles),
  dataset('clean'),
  dataset('totals'),
  dataset('big'),
  recipe('copy', 'sync', { inputs: ['payments'], outputs: ['clean'] }),
  recipe('sum', 'group', {
    inputs: ['clean'],
    outputs: ['totals'],
    settings: { keys: ['card'], aggregates: [{ fn: 'sum', column: 'amount', name: 'total' }] },
  }),
  recipe('filter', 'sample', {
    inputs: ['clean'],
    outputs: ['big'],
    settings: { filter: 'amount >= ${least}' },
  }),
  { family: 'variables', id: '-', value: { least: '20' } },
];

/** A project on disk, opened as often as a test wants. */
export interface TestProject {
  dir: string;
  files: ProjectFiles;
  open(options?: Partial<WorkspaceOptions>): Promise<Workspace>;
  remove(): Promise<void>;
}

export async function makeTestProject(): Promise<TestProject> {
  const dir = join(tmpdir(), `workspace-${randomUUID()}`);
  const files = await createProject(dir, { id: 'test', name: 'Test' });
  await files.apply(flow);
  const opened: Workspace[] = [];
  const open = async (options: Partial<WorkspaceOptions> = {}) => {
    const workspace = await openWorkspace({ dir, connections: () => undefined, ...options });
    opened.push(workspace);
    return workspace;
  };
  const first = await open();
  await writeFileAtomic(join(dir, 'payments.csv'), payments);
  await first.importFile(join(dir, 'payments.csv'), 'payments.csv');
  return {
    dir,
    files,
    open,
    async remove() {
      for (const workspace of opened) await workspace.close();
      await removePath(dir);
    },
  };
}

export async function states(workspace: Workspace): Promise<Record<string, string>> {
  return Object.fromEntries((await workspace.flow()).map((node) => [node.id, node.state]));
}

export async function reasonOf(workspace: Workspace, id: string): Promise<string> {
  return (await workspace.flow()).find((node) => node.id === id)?.reason ?? '';
}

export async function rowsOf(workspace: Workspace, id: string): Promise<unknown[][]> {
  const page = await workspace.rows(id, {
    sample: 'all',
    sort: [{ column: firstName(await workspace.schemaOf(id)), descending: false }],
  });
  return page.columns[0]!.map((_, row) => page.columns.map((column) => column[row]));
}

const firstName = (schema: { name: string }[] | null) => schema?.[0]?.name ?? '';
