import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Worksheet } from '../contract/project/index.ts';
import { type StatisticsReply, StatisticsRequest } from '../contract/statistics.ts';
import { usesOf } from '../engine/flow/lineage/uses.ts';
import { statisticsOf } from './statistics.ts';
import { makeTestProject, type TestProject } from './workspace/test-project.ts';
import type { Workspace } from './workspace/types.ts';

let project: TestProject;
let workspace: Workspace;
beforeEach(async () => {
  project = await makeTestProject();
  workspace = await project.open();
});
afterEach(() => project.remove());

const { signal } = new AbortController();
const ask = (dataset: string, request: Parameters<typeof StatisticsRequest.parse>[0]) =>
  statisticsOf(workspace, { dataset, request: StatisticsRequest.parse(request), signal });

const figureOf = ({ sections }: StatisticsReply, label: string) =>
  sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'figures' ? block.figures : []))
    .find((figure) => figure.label === label)?.value;

const describeAmount = { card: { kind: 'describe', settings: { columns: ['amount'] } } };

describe('statistics of a dataset', () => {
  it('are the same of its files and of what is built of them, with the sample named', async () => {
    const ofFiles = await ask('payments', describeAmount);
    expect(ofFiles).toMatchObject({ sample: 'all rows', rows: 3 });
    expect(figureOf(ofFiles, 'Mean')).toBe(20);
    await expect(ask('clean', describeAmount)).rejects.toMatchObject({ code: 'DATA_NOT_BUILT' });
    await workspace.build({ targets: ['clean'] });
    expect((await ask('clean', describeAmount)).sections).toEqual(ofFiles.sections);
  });

  it('look at the rows that a sample and a filter leave', async () => {
    const head = await ask('payments', { ...describeAmount, sample: { kind: 'head', rows: 2 } });
    expect([head.sample, head.rows, figureOf(head, 'Mean')]).toEqual(['first 2 rows', 2, 15]);
    const sample = { kind: 'stratified', column: 'card', rows: 2, seed: 1 };
    const drawn = await ask('payments', { ...describeAmount, sample });
    expect([drawn.sample, drawn.rows]).toEqual(['random 2 rows stratified by “card”', 2]);
    const filtered = await ask('payments', { ...describeAmount, filter: 'amount >= 20' });
    expect([filtered.rows, figureOf(filtered, 'Mean')]).toEqual([2, 25]);
  });

  it('name what is wrong: cards, columns, formulas, samples', async () => {
    await expect(ask('payments', { card: { kind: 'descrbe' } })).rejects.toMatchObject({
      code: 'STATISTICS_CARD_UNKNOWN',
      message: expect.stringContaining('describe'),
    });
    const unknown = { card: { kind: 'describe', settings: { columns: ['amuont'] } } };
    await expect(ask('payments', unknown)).rejects.toMatchObject({ code: 'DATA_COLUMN_UNKNOWN' });
    await expect(ask('payments', { ...describeAmount, filter: 'amuont > 1' })).rejects.toMatchObject({
      code: 'FORMULA_COLUMN_UNKNOWN',
    });
    const sample = { kind: 'stratified', column: 'crad' };
    await expect(ask('payments', { ...describeAmount, sample })).rejects.toMatchObject({ code: 'DATA_COLUMN_UNKNOWN' });
    await expect(ask('nothing', describeAmount)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are answered from memory until the rows or the question change', async () => {
    const first = await ask('payments', describeAmount);
    expect(await ask('payments', describeAmount)).toBe(first);
    expect(await ask('payments', { ...describeAmount, level: 0.01 })).not.toBe(first);
    await workspace.build({ targets: ['clean'] });
    expect(await ask('clean', describeAmount)).not.toBe(first);
  });
});

describe('the worksheet of a dataset', () => {
  const worksheet = Worksheet.parse({
    id: 'clean',
    filter: 'amount > 5',
    cards: [
      { id: 'one', kind: 'two-sample-t', settings: { columns: ['amount'], group: 'card' } },
      { id: 'all', kind: 'describe', title: 'Everything' },
    ],
  });

  it('is a file of the project, and absent in older projects', async () => {
    expect(workspace.project.statistics).toEqual({});
    await project.files.apply([{ family: 'statistics', id: 'clean', value: worksheet }]);
    expect((await project.files.load()).statistics.clean).toEqual(worksheet);
    const text = await readFile(join(project.dir, 'statistics', 'clean.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ id: 'clean', level: 0.05, sample: { kind: 'random', rows: 100_000 } });
    const broken = { ...worksheet, level: 2 };
    await expect(project.files.apply([{ family: 'statistics', id: 'clean', value: broken }])).rejects.toMatchObject({
      code: 'PROJECT_EDIT',
    });
  });

  it('is known to lineage: its cards look at columns, those of all columns at the rows', async () => {
    await project.files.apply([{ family: 'statistics', id: 'clean', value: worksheet }]);
    await workspace.reload();
    const uses = usesOf(await workspace.evaluated()).filter(({ kind }) => kind === 'card');
    expect(uses).toEqual([
      {
        kind: 'card',
        id: 'clean',
        part: 'one',
        label: 'Two-sample t-test · clean',
        node: 'clean',
        columns: ['amount', 'card'],
      },
      { kind: 'card', id: 'clean', part: 'all', label: 'Everything · clean', node: 'clean', columns: ['*'] },
    ]);
  });
});
