import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OwnMeaning } from '../../contract/project/index.ts';
import { openDatabase } from '../../store/database.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { createEventHub } from '../event-hub.ts';
import { makeTestProject, type TestProject } from '../workspace/test-project.ts';
import type { Workspace } from '../workspace/types.ts';
import { createQuality, type Quality } from './quality.ts';

let project: TestProject;
let workspace: Workspace;
let database: Awaited<ReturnType<typeof openDatabase>>;
let quality: Quality;

const define = async (values: string[]) => {
  const value = OwnMeaning.parse({ id: 'cards', name: 'Cards', kind: 'values', values });
  await project.files.apply([{ family: 'meanings', id: 'cards', value }]);
  await workspace.reload();
};

beforeAll(async () => {
  project = await makeTestProject();
  const settings = { column: 'card', meaning: 'own:cards', errorAbove: 0.5, warnAbove: 0 };
  const rules = [{ id: 'valid', kind: 'valid-for-meaning', enabled: true, settings }];
  await project.files.apply([
    { family: 'quality', id: 'clean', value: { id: 'clean', autoRun: false, failBuild: true, rules } },
  ]);
  workspace = await project.open();
  await workspace.build({ targets: ['clean'] });
  database = await openDatabase(join(project.dir, '.millrace', 'quality.db'));
  quality = createQuality(openMetricsHistory(database), createEventHub());
});
afterAll(async () => {
  database.close();
  await project.remove();
});

test('a rule follows a meaning of the project: its verdict, and the rows that break it', async () => {
  const target = { project: 'test', workspace, dataset: 'clean' };
  const check = async () => (await quality.run(target))[0];
  await define(['A']);
  expect(await check()).toMatchObject({ status: 'WARNING', failedRows: 1 });
  expect((await quality.rows(target, { rule: 'valid', limit: 10 })).columns[1]).toEqual(['b']);
  await define(['b']);
  expect(await check()).toMatchObject({ status: 'ERROR', failedRows: 2 });
  expect((await quality.rows(target, { rule: 'valid', limit: 10 })).columns[1]).toEqual(['a', 'a']);
  await project.files.apply([{ family: 'meanings', id: 'cards', value: null }]);
  await workspace.reload();
  expect(await check()).toMatchObject({ status: 'NOT_COMPUTED', message: expect.stringContaining('“cards”') });
  await expect(quality.rows(target, { rule: 'valid', limit: 10 })).rejects.toMatchObject({
    code: 'QUALITY_MEANING_UNKNOWN',
  });
});
