import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edit } from '../../contract/project/index.ts';
import { createLog } from '../../platform/log.ts';
import { type Connection, openDatabase } from '../../store/database.ts';
import { openJobs } from '../../store/jobs.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { createEventHub } from '../event-hub.ts';
import { type Connections, openConnections } from '../nodes/connections.ts';
import { createQuality } from '../quality/quality.ts';
import type { Workspace } from '../workspace/types.ts';
import { type DesignProjects, openDesignProjects } from './design-projects.ts';

const log = createLog({ name: 'test', level: 'silent' });
let folder: string;
let db: Connection;
let connections: Connections;
let projects: DesignProjects;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fence-'));
  for (const name of ['bank', 'other', 'node']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'day.csv'), 'id,amount\n1,10\n2,20\n');
  }
  symlinkSync(join(folder, 'other'), join(folder, 'bank', 'elsewhere'));
  const node = join(folder, 'node');
  writeFileSync(join(node, 'admin.key'), 'mr_secret\n');
  db = await openDatabase(join(node, 'history.db'));
  const hub = createEventHub();
  connections = await openConnections(node);
  await connections.put({ id: 'bank', kind: 'folder', path: join(folder, 'bank') });
  const quality = createQuality(openMetricsHistory(db), hub);
  projects = await openDesignProjects({ folder: node, connections, jobs: openJobs(db), hub, log, quality });
  await projects.create('Fenced');
  const { editable, workspace } = await projects.get('fenced');
  await editable!.edit({ label: 'Add', edits: edits('bank') });
  await workspace.reload();
});
afterEach(async () => {
  await projects.closeAll();
  db.close();
  rmSync(folder, { recursive: true });
});

const edits = (connection: string): Edit[] => [
  {
    family: 'datasets',
    id: 'day',
    value: { id: 'day', name: 'day', source: { kind: 'files', connection, path: 'day.csv', format: { kind: 'csv' } } },
  },
  { family: 'datasets', id: 'large', value: { id: 'large', name: 'large', source: { kind: 'managed' } } },
  {
    family: 'recipes',
    id: 'keep',
    value: {
      ...{ id: 'keep', name: 'keep', kind: 'prepare', version: 1, inputs: { input: ['day'] } },
      ...{ outputs: { output: ['large'] }, settings: { steps: [] } },
    },
  },
];
const workspace = async (): Promise<Workspace> => (await projects.get('fenced')).workspace;
const readBy = async (path: string) => (await workspace()).session.query(`FROM read_text('${path}')`);

describe('SQL of a project', () => {
  it('reads what the project and the connections of the node hold', async () => {
    expect((await (await workspace()).rows('day')).total).toBe(2);
    expect((await readBy(join(folder, 'bank', 'day.csv'))).rowCount).toBe(1);
    expect(await (await workspace()).build({ targets: ['large'] })).toMatchObject({ status: 'succeeded' });
    const file = join(folder, 'node', 'uploads', 'download.parquet');
    expect(await (await workspace()).exportRows('large', { format: 'parquet', file })).toEqual({ rows: 2 });
  });

  it.each([
    ['a file of the system', () => '/etc/passwd'],
    ['the environment of the node', () => '/proc/self/environ'],
    ['the key of the node', () => join(folder, 'node', 'admin.key')],
    ['a folder beside a connection', () => join(folder, 'bank', '..', 'other', 'day.csv')],
    ['a folder that a link leads to', () => join(folder, 'bank', 'elsewhere', 'day.csv')],
  ])('cannot read %s', async (_, path) => {
    await expect(readBy(path())).rejects.toMatchObject({ code: 'SQL_FORBIDDEN' });
    const session = (await workspace()).session;
    await expect(session.run(`COPY (SELECT 1) TO '${path()}'`)).rejects.toMatchObject({ code: 'SQL_FORBIDDEN' });
  });

  it('cannot be written into a formula', async () => {
    for (const filter of [`read_text('/etc/passwd') = ''`, `(select 1) = 1`, `getenv('PATH') = ''`])
      await expect((await workspace()).rows('day', { filter })).rejects.toMatchObject({
        code: expect.stringMatching(/^FORMULA_/),
      });
  });

  it('follows the connections as they are changed', async () => {
    const other = join(folder, 'other', 'day.csv');
    await expect(readBy(other)).rejects.toMatchObject({ code: 'SQL_FORBIDDEN' });
    const before = await workspace();
    await connections.put({ id: 'other', kind: 'folder', path: join(folder, 'other') });
    expect((await readBy(other)).rowCount).toBe(1);
    expect(await workspace()).toBe(before);
    expect((await before.detect({ connection: 'other', path: 'day.csv' })).schema).toHaveLength(2);
    await connections.remove('other');
    await expect(readBy(other)).rejects.toMatchObject({ code: 'SQL_FORBIDDEN' });
    expect((await before.rows('day')).total).toBe(2);
  });
});
