import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive } from '../../engine/bundles/open.ts';
import { makeSigningKey } from '../../platform/keys.ts';
import { goldenChecks } from '../archives/golden-checks.ts';
import { createEventHub } from '../event-hub.ts';
import { packProject } from '../packing/pack-project.ts';
import { makeTestProject, recipe, type TestProject } from '../workspace/test-project.ts';
import type { Workspace } from '../workspace/types.ts';
import { createGoldenTests } from './golden-tests.ts';

const sign = makeSigningKey();
const label = { version: '1', notes: '', author: 'Ada', sign };
let project: TestProject;
let workspace: Workspace;

const groupBy = (fn: string) =>
  recipe('sum', 'group', {
    inputs: ['clean'],
    outputs: ['totals'],
    settings: { keys: ['card'], aggregates: [{ fn, column: 'amount', name: 'total' }] },
  });
const pack = (options: { acceptFailedTests?: boolean } = {}) =>
  packProject(workspace, { ...label, ...options }, join(project.dir, '.millrace', 'out.millrace'));

/** A bundle as it lies unpacked on a node. */
async function unpacked(name: string): Promise<string> {
  const archive = await openArchive(join(project.dir, '.millrace', 'out.millrace'), { trustedKeys: [sign.publicKey] });
  const folder = join(project.dir, '.millrace', name);
  await archive.extractTo(folder);
  archive.close();
  return folder;
}

beforeAll(async () => {
  project = await makeTestProject();
  workspace = await project.open();
  await workspace.build({ targets: [] });
  const tests = createGoldenTests(createEventHub());
  const request = { name: 'Totals', inputs: { clean: { rows: 10 } }, outputs: ['totals'] };
  const value = await tests.capture(workspace, request, new AbortController().signal);
  await project.files.apply([{ family: 'tests', id: value.id, value }]);
});
afterAll(() => project.remove());

test('a bundle tells which golden tests held when it was made, and carries them', async () => {
  const { manifest } = await pack();
  expect(manifest.tests).toEqual({ passed: ['totals'], accepted: [] });
  expect(manifest.goldenTests).toContain('project/tests/totals.json');
  expect(await goldenChecks(await unpacked('good'), [])).toEqual([
    { name: 'golden test Totals', kind: 'test', ok: true, message: 'totals: 2 rows as expected' },
  ]);
});

test('a bundle whose golden test fails is refused unless that is accepted, and then runs on a node as accepted', async () => {
  await project.files.apply([groupBy('max')]);
  await expect(pack()).rejects.toMatchObject({
    code: 'GOLDEN_FAILED',
    message: '1 of 1 golden tests do not hold: “Totals” (totals: 1 row changed)',
  });
  const { manifest } = await pack({ acceptFailedTests: true });
  expect(manifest.tests).toEqual({ passed: [], accepted: ['totals'] });
  const [check] = await goldenChecks(await unpacked('accepted'), ['totals']);
  expect(check).toMatchObject({ ok: true, message: expect.stringContaining('as was accepted') });
  await project.files.apply([groupBy('sum')]);
});

test('a node refuses a version whose flow does not hold its test there', async () => {
  await pack();
  const folder = await unpacked('broken');
  const file = join(folder, 'project', 'recipes', 'sum.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"fn": "sum"', '"fn": "max"'));
  expect(await goldenChecks(folder, [])).toMatchObject([{ ok: false, message: 'totals: 1 row changed' }]);
});
