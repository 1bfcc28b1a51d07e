import { appendFileSync, copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeSigningKey } from '../../platform/keys.ts';
import { createLog } from '../../platform/log.ts';
import { type Connection, openDatabase } from '../../store/database.ts';
import { openJobs } from '../../store/jobs.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { openConnections } from '../nodes/connections.ts';
import { type NodeBase, openNodeBase } from '../nodes/node-base.ts';
import { packProject } from '../packing/pack-project.ts';
import { createQuality } from '../quality/quality.ts';
import { type DesignProjects, openDesignProjects } from './design-projects.ts';
import { type Imports, openImports } from './imports.ts';

const log = createLog({ name: 'test', level: 'silent' });
let base: NodeBase;
let db: Connection;
let projects: DesignProjects;
let imports: Imports;
let file: string;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  base = await openNodeBase({ kind: 'design', folder, log });
  db = await openDatabase(join(folder, 'history.db'));
  const { hub } = base;
  const quality = createQuality(openMetricsHistory(db), hub);
  projects = await openDesignProjects({
    ...{ folder, hub, log, quality, jobs: openJobs(db) },
    connections: await openConnections(folder),
  });
  imports = await openImports(base, projects);
  const { id } = await projects.create('Shop');
  const { workspace, editable } = await projects.get(id);
  const model = { id: 'churn', name: 'Churn' };
  await editable?.edit({ label: 'Add', edits: [{ family: 'models', id: 'churn', value: model }] });
  await workspace.reload();
  await workspace.models.put('churn', 'v1-abc', { 'model.onnx': new Uint8Array([1, 2, 3]) }, { activate: true });
  file = join(folder, 'shop.millrace');
  const label = { version: '3', notes: 'First', author: 'Ada', sign: base.signingKey };
  await packProject(workspace, label, file);
});
afterEach(async () => {
  await projects.closeAll();
  db.close();
  await base.close();
});

it('tells what a bundle holds and who signed it, and makes a project of it with its models', async () => {
  const staged = await imports.stage(file, { name: 'shop.millrace', move: false });
  expect(staged).toMatchObject({ name: 'Shop', version: '3', author: 'Ada', trust: 'own', holds: { models: 1 } });
  expect(existsSync(file)).toBe(true);
  const made = await imports.create(staged.staged, 'Shop again');
  expect(made).toMatchObject({ id: 'shop-again', name: 'Shop again', models: 1 });
  const { workspace } = await projects.get('shop-again');
  expect(await workspace.models.active('churn')).toBe('v1-abc');
  expect(workspace.project.info).toMatchObject({ id: 'shop-again', name: 'Shop again' });
});

it('says that nobody here knows the signer', async () => {
  const { workspace } = await projects.get('shop');
  const foreign = join(base.folder, 'foreign.millrace');
  await packProject(workspace, { version: '1', notes: '', author: 'Eve', sign: makeSigningKey() }, foreign);
  expect((await imports.stage(foreign, { name: 'foreign.millrace', move: true })).trust).toBe('unknown');
  expect(existsSync(foreign)).toBe(false);
});

it('refuses a file that was changed, and a bundle that was never shown', async () => {
  const changed = join(base.folder, 'changed.millrace');
  copyFileSync(file, changed);
  appendFileSync(changed, 'x');
  // Named as the person knows it, not as it lies here.
  await expect(imports.stage(changed, { name: 'march.millrace', move: false })).rejects.toMatchObject({
    code: expect.stringMatching(/^BUNDLE_/),
    message: expect.stringContaining('march.millrace'),
  });
  await expect(imports.create('0'.repeat(64), 'X')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await projects.list()).toHaveLength(1);
});
