import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Edit } from '../../contract/project/index.ts';
import { createScorer } from '../../engine/ml/scorer.ts';
import { createProject, type ProjectFiles } from '../../store/project-files.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

let dir: string;
let files: ProjectFiles;
let workspace: Workspace;

const managed = (id: string): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source: { kind: 'managed' } },
});
const source = (id: string): Edit => ({
  family: 'datasets',
  id,
  value: { id, name: id, source: { kind: 'files', connection: 'project', path: `${id}.csv`, format: { kind: 'csv' } } },
});

interface Wiring {
  input: string[];
  model?: string[];
  output?: string[];
  trains?: string[];
  settings?: Record<string, unknown>;
}

function recipe(id: string, kind: string, wiring: Wiring): Edit {
  const inputs = { input: wiring.input, ...(wiring.model && { model: wiring.model }) };
  const outputs = { ...(wiring.output && { output: wiring.output }), ...(wiring.trains && { model: wiring.trains }) };
  return {
    family: 'recipes',
    id,
    value: { id, name: id, kind, version: 1, inputs, outputs, settings: wiring.settings ?? {} },
  };
}

/** Payments of which large ones at night are mostly frauds. */
function payments(rows: number, seed: number): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, (_, id) => {
    const amount = Math.round(random() * 1000);
    const hour = random.int(24);
    const risk = amount > 600 && hour < 6 ? 0.9 : 0.03;
    return `${id},${amount},${hour},${random.pick(['shop', 'web', 'fuel'])},${random() < risk ? 1 : 0}`;
  });
  return `id,amount,hour,kind,fraud\n${lines.join('\n')}\n`;
}

const algorithm = { id: 'gradient-boosting', trees: 20, leaves: 8 };
const train = (settings: object = {}): Edit =>
  recipe('train', 'train', {
    input: ['past'],
    trains: ['fraud'],
    settings: { task: 'binary', target: 'fraud', algorithm, features: [{ column: 'id', use: 'reject' }], ...settings },
  });

async function states(): Promise<Record<string, string>> {
  return Object.fromEntries((await workspace.flow()).map((node) => [node.id, node.state]));
}

const ran = (job: { activities: { recipe: string; status: string }[] }) =>
  job.activities.map(({ recipe: id, status }) => `${id} ${status}`);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'models-'));
  files = await createProject(dir, { id: 'test', name: 'Test' });
  await files.apply([
    source('past'),
    source('day'),
    managed('scored'),
    managed('figures'),
    { family: 'models', id: 'fraud', value: { id: 'fraud', name: 'Fraud' } },
    train(),
    recipe('score', 'score', { input: ['day'], model: ['fraud'], output: ['scored'] }),
    recipe('evaluate', 'evaluate', { input: ['day'], model: ['fraud'], output: ['figures'] }),
  ]);
  workspace = await openWorkspace({ dir, connections: () => undefined });
  for (const [name, rows, seed] of [
    ['past', 4000, 1],
    ['day', 1500, 2],
  ] as const) {
    await writeFile(join(dir, 'upload.csv'), payments(rows, seed));
    await workspace.importFile(join(dir, 'upload.csv'), `${name}.csv`);
  }
});
afterAll(async () => {
  await workspace.close();
  await rm(dir, { recursive: true, force: true });
});

describe('a model in the flow', () => {
  it('is trained once when something needs it; what is scored has its predictions', async () => {
    expect(await states()).toMatchObject({ fraud: 'ready', scored: 'ready' });
    const early = (await workspace.flow()).find((node) => node.id === 'scored');
    expect(early?.reason).toBe('Not built: the model “Fraud” is not trained yet');
    expect(early?.schema?.map((column) => column.name)).toEqual([
      'id',
      'amount',
      'hour',
      'kind',
      'fraud',
      'prediction',
      'probability',
      'flagged',
    ]);
    const job = await workspace.build({ targets: [] });
    expect(job.error).toBeNull();
    expect(ran(job).sort()).toEqual(['evaluate succeeded', 'score succeeded', 'train succeeded']);
    expect(await states()).toMatchObject({ fraud: 'done', scored: 'done', figures: 'done', score: 'done' });
    const [version] = await workspace.models.versions('fraud');
    expect(version).toMatchObject({ algorithm: 'gradient-boosting', task: 'binary', rows: 4000, active: true });
    const report = await workspace.models.report('fraud', version!.id);
    expect(report.rejected).toContainEqual({ name: 'id', reason: 'left out in the settings' });
  });

  it('gives every row its own prediction, the same as record by record', async () => {
    const page = await workspace.rows('scored', { limit: 2000, sample: 'all' });
    const column = (name: string) => page.columns[page.schema.findIndex((each) => each.name === name)]!;
    const { files: modelFiles } = await workspace.models.files('fraud');
    const scorer = await createScorer(modelFiles);
    expect(page.columns[0]).toHaveLength(1500);
    column('probability').forEach((probability, row) => {
      const record = {
        amount: Number(column('amount')[row]),
        hour: Number(column('hour')[row]),
        kind: column('kind')[row],
      };
      const score = scorer.scoreRecord(record);
      expect(Math.abs(Number(probability) - (score.probas?.['1'] ?? 0))).toBeLessThan(1e-6);
      expect(column('prediction')[row]).toBe(score.prediction);
      expect(column('flagged')[row]).toBe(score.prediction === '1');
    });
    await scorer.dispose();
    const figures = await workspace.rows('figures');
    expect(figures.schema.slice(0, 4).map((each) => each.name)).toEqual(['rows', 'positives', 'threshold', 'auc']);
    expect(figures.columns[0]).toEqual(['1500']);
    expect(Number(figures.columns[3]![0])).toBeGreaterThan(0.8);
  });

  it('is stale with other settings, but trained again only when it is asked for', async () => {
    await files.apply([train({ seed: 5 })]);
    await workspace.reload();
    expect(await states()).toMatchObject({ fraud: 'stale', scored: 'done' });
    expect((await workspace.plan({ targets: [] })).activities).toEqual([]);
    expect(ran(await workspace.build({ targets: ['fraud'] }))).toEqual(['train succeeded']);
    expect(await states()).toMatchObject({ fraud: 'done', scored: 'stale', figures: 'stale' });
    const reason = (await workspace.flow()).find((node) => node.id === 'scored')?.reason;
    expect(reason).toBe('The model “Fraud” has another active version');
  });

  it('goes back to an earlier version, whose results are there at once', async () => {
    const versions = await workspace.models.versions('fraud');
    expect(versions).toHaveLength(2);
    await workspace.models.activate('fraud', versions[1]!.id);
    expect(await states()).toMatchObject({ scored: 'done', figures: 'done', fraud: 'stale' });
    await expect(workspace.models.activate('fraud', 'v9')).rejects.toMatchObject({ code: 'MODEL_VERSION_MISSING' });
    await expect(workspace.models.files('other')).rejects.toMatchObject({ code: 'MODEL_NOT_TRAINED' });
  });

  it('can come from elsewhere and is then never stale', async () => {
    const { files: version } = await workspace.models.files('fraud');
    await workspace.models.put('fraud', 'from-bundle', version, { activate: true });
    await workspace.models.put('fraud', 'from-bundle', version);
    expect(await workspace.models.active('fraud')).toBe('from-bundle');
    expect(await states()).toMatchObject({ fraud: 'done' });
    expect((await workspace.plan({ targets: [] })).activities.map(({ recipe: id }) => id)).not.toContain('train');
    expect((await workspace.plan({ targets: ['fraud'] })).activities).toMatchObject([
      { recipe: 'train', reason: 'trained elsewhere' },
    ]);
    await expect(workspace.models.put('fraud', '../x', version)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('is previewed on a few rows without building', async () => {
    const preview = await workspace.preview({ recipe: workspace.project.recipes.score!, limit: 5 });
    expect(preview.problems).toEqual([]);
    expect(preview.page?.schema.at(-1)).toEqual({ name: 'flagged', type: 'boolean' });
    expect(preview.page?.columns.map((column) => column.length)).toEqual(Array(8).fill(5));
    const training = await workspace.preview({ recipe: workspace.project.recipes.train! });
    expect(training).toEqual({ page: null, problems: [], before: null, ids: null });
  });

  it('names a feature that the rows to score do not have', async () => {
    await files.apply([
      source('other'),
      recipe('score', 'score', { input: ['other'], model: ['fraud'], output: ['scored'] }),
    ]);
    await writeFile(join(dir, 'files', 'other.csv'), 'id,amuont,hour,kind\n1,2,3,web\n');
    await workspace.reload();
    const problem = (await workspace.flow()).find((node) => node.id === 'score')?.problems[0];
    expect(problem).toMatchObject({
      code: 'ML_INPUT_COLUMN_MISSING',
      message: expect.stringContaining('did you mean “amuont”'),
    });
  });

  it('gives the same model for the same rows and settings', async () => {
    const rounds: string[] = [];
    for (let round = 0; round < 2; round++) {
      await workspace.build({ targets: ['fraud'], mode: 'only' });
      const { files: version } = await workspace.models.files('fraud');
      rounds.push(Buffer.from(version['model.onnx']!).toString('base64'));
    }
    expect(rounds[1]).toBe(rounds[0]);
  });
});
