import { describe, expect, test } from 'vitest';
import { ModelReport, TrainSettings } from '../../contract/model.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, takeRows } from './frame.ts';
import { headline } from './metrics/evaluation.ts';
import { readReport, writeModelVersion } from './model-files.ts';
import { createScorer, requireGolden } from './scorer.ts';
import { frameOf, patternFrame, rejectOtherTargets } from './testing/frames.ts';
import { trainModel } from './train.ts';

const context = () => ({ signal: new AbortController().signal, progress: () => {}, threads: 2 });
const origin = { engineVersion: 'test' };
const frame = patternFrame(4000);

function settingsFor(task: string, target: string, algorithm: string): TrainSettings {
  const quick = algorithm === 'linear' ? {} : { trees: 60 };
  return TrainSettings.parse({
    task,
    target,
    features: rejectOtherTargets(target),
    algorithm: { id: algorithm, ...quick },
  });
}

const targets = { binary: 'label', multiclass: 'three', regression: 'amount' } as const;

/** Scores of the golden kind for each row of a frame, one record at a time. */
function recordsOf(frame: Frame, names: readonly string[]): Record<string, unknown>[] {
  return Array.from({ length: frame.rows }, (_, row) =>
    Object.fromEntries(
      names.map((name) => {
        const column = frame.columns.get(name)!;
        if (column.kind === 'category')
          return [name, column.codes[row]! < 0 ? null : column.dictionary[column.codes[row]!]];
        return [name, Number.isNaN(column.values[row]!) ? null : column.values[row]];
      }),
    ),
  );
}

describe.each(['gradient-boosting', 'linear'])('%s', (algorithm) => {
  test.each(['binary', 'multiclass', 'regression'] as const)(
    '%s: trains, saves, loads and scores alike',
    async (task) => {
      const model = await trainModel(frame, settingsFor(task, targets[task], algorithm), context());
      expect(ModelReport.parse(JSON.parse(JSON.stringify(model.report)))).toEqual(model.report);
      expect(model.report.selfCheck.worst).toBeLessThan(1e-5);
      const { metric, value } = headline(model.report.evaluation);
      if (metric === 'auc') expect(value).toBeGreaterThan(algorithm === 'linear' ? 0.83 : 0.85);
      if (metric === 'accuracy') expect(value).toBeGreaterThan(algorithm === 'linear' ? 0.6 : 0.68);
      if (metric === 'rmse') expect(value).toBeLessThan(algorithm === 'linear' ? 260 : 140);
      const files = writeModelVersion(model, origin);
      const own = await createScorer(files);
      const onnx = await createScorer(files, { evaluator: 'onnx' });
      expect((await requireGolden(own)).rows).toBe(50);
      expect((await requireGolden(onnx)).worst).toBe(0);
      const part = takeRows(
        frame,
        Uint32Array.from({ length: 300 }, (_, i) => i * 7),
      );
      const a = await own.scoreFrame(part);
      const b = await onnx.scoreFrame(part);
      const records = own.scoreRecords(
        recordsOf(
          part,
          own.inputColumns.map(({ name }) => name),
        ),
      );
      const [left, right] = [a.probabilities ?? a.values!, b.probabilities ?? b.values!];
      for (let i = 0; i < left.length; i++) {
        expect(Math.abs(left[i]! - right[i]!)).toBeLessThan(2e-6 * Math.max(1, Math.abs(right[i]!)));
      }
      records.forEach((score, row) => {
        if (task === 'regression') expect(Math.fround(score.value!)).toBe(a.values![row]);
        else expect(score.prediction).toBe(a.classes[a.predictions[row]!]);
      });
      await Promise.all([own.dispose(), onnx.dispose()]);
    },
  );

  test('the same data and settings give the same files', async () => {
    const settings = settingsFor('binary', 'label', algorithm);
    const once = writeModelVersion(await trainModel(frame, settings, context()), origin);
    const twice = writeModelVersion(await trainModel(frame, settings, context()), origin);
    for (const file of ['features.json', 'model.onnx', 'golden.json', 'training.json']) {
      expect(Buffer.from(twice[file]!).equals(Buffer.from(once[file]!)), file).toBe(true);
    }
  });

  test('class weights raise the rare class', async () => {
    const rare = takeRows(
      frame,
      Uint32Array.from({ length: 4000 }, (_, i) => i).filter((i) => i % 8 === 0 || codeOf(i) === 0),
    );
    const settings = settingsFor('binary', 'label', algorithm);
    const fixed = { ...settings, threshold: { metric: 'fixed' as const, value: 0.5 } };
    const plain = await trainModel(rare, fixed, context());
    const balanced = await trainModel(rare, { ...fixed, classWeights: 'balanced' }, context());
    const recall = (report: ModelReport) =>
      report.evaluation.task === 'binary' ? report.evaluation.metrics.recall : 0;
    expect(recall(balanced.report)).toBeGreaterThan(recall(plain.report));
  });
});

function codeOf(row: number): number {
  const column = frame.columns.get('label')!;
  return column.kind === 'category' ? column.codes[row]! : 0;
}

test('the report of the test rows is what evaluate gives on them', async () => {
  const settings = {
    ...settingsFor('binary', 'label', 'gradient-boosting'),
    split: { kind: 'time' as const, column: 'x5', testShare: 0.25 },
  };
  const model = await trainModel(frame, settings, context());
  const files = writeModelVersion(model, origin);
  const scorer = await createScorer(files);
  const order = frame.columns.get('x5')!;
  if (order.kind !== 'number') throw new Error('x5 is a number column');
  const cut = order.values.toSorted()[3000]!;
  const later = takeRows(
    frame,
    Uint32Array.from(order.values.keys()).filter((row) => order.values[row]! >= cut),
  );
  const again = await evaluate(later, scorer);
  const before = readReport(files).evaluation;
  expect(again.rows).toBe(before.rows);
  expect(again).toMatchObject({ confusion: (before as { confusion: unknown }).confusion });
  expect(again.metrics).toMatchObject({ auc: expect.closeTo((before.metrics as { auc: number }).auc, 5) });
});

test('a changed model file is caught by its golden rows', async () => {
  const model = await trainModel(frame, settingsFor('binary', 'label', 'gradient-boosting'), context());
  const other = await trainModel(frame, { ...settingsFor('binary', 'label', 'gradient-boosting'), seed: 2 }, context());
  const files = { ...writeModelVersion(model, origin), 'model.onnx': other.onnx };
  const scorer = await createScorer(files);
  await expect(requireGolden(scorer)).rejects.toMatchObject({ code: 'ML_GOLDEN_MISMATCH' });
});

test('unreadable files are named', async () => {
  const model = await trainModel(frame, settingsFor('binary', 'label', 'linear'), context());
  const files = writeModelVersion(model, origin);
  const broken = new TextEncoder().encode('not a model');
  await expect(createScorer({ ...files, 'model.onnx': broken })).rejects.toMatchObject({ code: 'ML_MODEL_UNREADABLE' });
  await expect(createScorer({ ...files, 'features.json': broken })).rejects.toMatchObject({
    code: 'ML_MODEL_UNREADABLE',
  });
  await expect(createScorer({})).rejects.toMatchObject({ data: { file: 'features.json' } });
});

test('a column that contains the answer, and a rare class, are reported', async () => {
  const label = frame.columns.get('label')!;
  if (label.kind !== 'category') throw new Error('label is a category column');
  const columns = new Map(frame.columns);
  columns.set('echo', { kind: 'number', values: Float64Array.from(label.codes, (code, i) => code * 2 + (i % 2)) });
  const model = await trainModel(
    { rows: frame.rows, columns },
    settingsFor('binary', 'label', 'gradient-boosting'),
    context(),
  );
  const found = model.report.diagnostics.filter(({ code }) => code === 'TARGET_ECHO' || code === 'TOO_GOOD');
  expect(found.map(({ code, column }) => [code, column])).toEqual([
    ['TARGET_ECHO', 'echo'],
    ['TOO_GOOD', undefined],
  ]);
});

test.each([
  ['ML_TARGET_MISSING', { target: 'nothing' }, frame],
  ['ML_TARGET_UNFIT', { target: 'three' }, frame],
  ['ML_TARGET_UNFIT', { target: 'label', positive: 'maybe' }, frame],
  ['ML_TOO_FEW_ROWS', { target: 'label' }, patternFrame(15)],
  [
    'ML_NO_FEATURES',
    { target: 'label' },
    frameOf({ same: Array(100).fill(1), label: Array.from({ length: 100 }, (_, i) => i % 2) }),
  ],
] as const)('unfit data end with %s (%o)', async (code, more, data) => {
  const settings = TrainSettings.parse({ task: 'binary', ...more });
  await expect(trainModel(data, settings, context())).rejects.toMatchObject({ code });
});

test('aborting ends a training', async () => {
  const abort = new AbortController();
  const settings = settingsFor('binary', 'label', 'gradient-boosting');
  const training = trainModel(frame, settings, {
    ...context(),
    signal: abort.signal,
    progress: (f) => f > 0.2 && abort.abort(),
  });
  await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
});
