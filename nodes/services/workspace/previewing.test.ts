import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../contract/project/index.ts';
import { dataset, makeTestProject, type TestProject } from './test-project.ts';
import type { Workspace } from './types.ts';

let project: TestProject;
let workspace: Workspace;
beforeEach(async () => {
  project = await makeTestProject();
  await project.files.apply([dataset('joined'), dataset('unmatched'), dataset('wide')]);
  workspace = await project.open();
});
afterEach(() => project.remove());

const recipe = (kind: string, settings: Record<string, unknown>, more: Partial<Recipe> = {}): Recipe => ({
  id: 'new',
  name: 'New',
  kind,
  version: 1,
  inputs: { input: ['payments'] },
  outputs: { output: ['wide'] },
  settings,
  ...more,
});
const rows = (page: { columns: unknown[][] } | null) =>
  (page?.columns[0] ?? []).map((_, row) => page?.columns.map((column) => column[row]));

describe('the preview of prepare steps', () => {
  const steps = [
    { id: 'a', kind: 'formula', settings: { column: 'double', formula: 'amount * 2' } },
    { id: 'b', kind: 'filter-formula', settings: { formula: 'double > 20' } },
  ];

  it('says which input rows are shown, so that dropped rows can be told', async () => {
    const preview = await workspace.preview({ recipe: recipe('prepare', { steps }) });
    expect(preview.page?.schema.map(({ name }) => name)).toEqual(['id', 'card', 'amount', 'day', 'double']);
    expect(preview.ids).toEqual({ page: [1, 2], before: [0, 1, 2] });
  });

  it('compares a step with the one before it', async () => {
    const preview = await workspace.preview({ recipe: recipe('prepare', { steps }), step: 2 });
    expect(preview.before?.schema.map(({ name }) => name)).toContain('double');
    const first = await workspace.preview({ recipe: recipe('prepare', { steps }), step: 1 });
    expect(first.before?.schema.map(({ name }) => name)).not.toContain('double');
    expect(first.ids).toEqual({ page: [0, 1, 2], before: [0, 1, 2] });
  });
});

it('a preview over all rows tells how many rows there will be', async () => {
  const { page } = await workspace.preview({
    recipe: recipe('distinct', { columns: ['card'] }),
    sample: 'all',
    limit: 1,
  });
  expect(page).toMatchObject({ total: 2, sample: 'all rows' });
});

describe('a pivot whose values do not cover the data', () => {
  const settings = { keys: ['day'], column: 'card', values: [{ value: 'a' }] };

  it('warns in the preview with the values and their rows', async () => {
    const { page, problems } = await workspace.preview({ recipe: recipe('pivot', settings) });
    expect(page).not.toBeNull();
    expect(problems).toMatchObject([{ code: 'RECIPE_PIVOT_DRIFT', severity: 'warning', path: 'values' }]);
    expect(problems[0]?.message).toContain('b (1 rows)');
  });

  it('warns in a build, stops it, or keeps quiet, as the settings say', async () => {
    const build = async (newValues: string) => {
      const edit = { family: 'recipes' as const, id: 'new', value: recipe('pivot', { ...settings, newValues }) };
      await project.files.apply([edit]);
      await workspace.reload();
      return workspace.build({ targets: ['wide'], mode: 'required' });
    };
    expect(await build('warn')).toMatchObject({ status: 'warning' });
    const stopped = await build('fail');
    expect(stopped.activities[0]?.error?.code).toBe('RECIPE_PIVOT_DRIFT');
    expect(await build('ignore')).toMatchObject({ status: 'succeeded' });
  });
});

describe('the matches of a join', () => {
  const joined = (on: object[], kind = 'left') =>
    recipe('join', { joins: [{ kind, on }] }, { inputs: { input: ['payments', 'big'] } });

  it('are counted on both sides, with the keys that find none', async () => {
    const { matches, problems } = await workspace.joinMatches({
      recipe: joined([{ left: 'amount', right: 'amount' }]),
      join: 0,
      sample: 'all',
    });
    expect(problems).toEqual([]);
    expect(matches).toEqual({
      left: { rows: 3, matched: 2, multiplied: 0, most: 1 },
      right: { rows: 2, matched: 2 },
      result: 3,
      sample: 'all rows',
      examples: [{ key: ['10'], rows: 1 }],
    });
  });

  it('tell how often rows are multiplied, for equal keys and for ranges', async () => {
    const itself = (on: object[]) => ({ ...joined(on), inputs: { input: ['payments', 'clean'] } });
    const byCard = await workspace.joinMatches({ recipe: itself([{ left: 'card', right: 'card' }]), join: 0 });
    expect(byCard.matches).toMatchObject({ left: { rows: 3, matched: 3, multiplied: 2, most: 2 }, result: 5 });
    const earlier = [
      { left: 'card', right: 'card' },
      { left: 'day', right: 'day', compare: 'gt' },
    ];
    const range = await workspace.joinMatches({ recipe: itself(earlier), join: 0, sample: 'all' });
    expect(range.matches).toMatchObject({ left: { rows: 3, matched: 1, multiplied: 0, most: 1 }, result: 3 });
    const cross = await workspace.joinMatches({ recipe: { ...joined([], 'cross') }, join: 0, sample: 'all' });
    expect(cross.matches).toMatchObject({ left: { rows: 3, multiplied: 3, most: 2 }, result: 6 });
  });

  it('of a join that is not set up are a problem', async () => {
    const { matches, problems } = await workspace.joinMatches({ recipe: joined([]), join: 0 });
    expect(matches).toBeNull();
    expect(problems).toMatchObject([{ code: 'RECIPE_JOIN_WITHOUT_KEYS' }]);
  });

  it('and the rows without a match are built into datasets of their own', async () => {
    const value = {
      ...joined([{ left: 'amount', right: 'amount' }], 'inner'),
      outputs: { output: ['joined'], 'unmatched-left': ['unmatched'] },
      settings: { joins: [{ kind: 'inner', prefix: 'big_', on: [{ left: 'amount', right: 'amount' }] }] },
    };
    await project.files.apply([{ family: 'recipes', id: 'new', value }]);
    await workspace.reload();
    expect(await workspace.build({ targets: ['unmatched'], mode: 'required' })).toMatchObject({ status: 'succeeded' });
    expect(rows(await workspace.rows('unmatched'))).toEqual([['1', 'a', '10', '2026-01-01']]);
    expect(rows(await workspace.rows('joined'))).toHaveLength(2);
  });
});
