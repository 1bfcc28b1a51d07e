import { describe, expect, test } from 'vitest';
import { TrainSettings } from '../../../contract/model.ts';
import { type Frame, takeRows } from '../frame.ts';
import { recordOf } from '../golden.ts';
import { scoringFiles, writeModelVersion } from '../model-files.ts';
import { createScorer } from '../scorer.ts';
import { frameOf, patternFrame, rejectOtherTargets } from '../testing/frames.ts';
import { type TrainedModel, trainModel } from '../train.ts';
import { exportPortable, runPortable } from './run-portable.ts';
import { portableInput } from './write-portable.ts';

const context = { signal: new AbortController().signal, progress: () => {}, threads: 1 };
const base = patternFrame(2000);
const targets = { binary: 'label', multiclass: 'three', regression: 'amount' } as const;

async function trained(frame: Frame, settings: object): Promise<TrainedModel> {
  return trainModel(frame, TrainSettings.parse(settings), context);
}

/** Scores rows by the scorer and by the portable model and requires both alike. */
async function requireEqual(model: TrainedModel, frame: Frame, wide = false): Promise<void> {
  const files = writeModelVersion(model, { engineVersion: 'test' });
  expect(Object.keys(files)).toContain('portable.onnx');
  expect(Object.keys(scoringFiles(files))).not.toContain('portable.onnx');
  const scorer = await createScorer(scoringFiles(files));
  const own = await scorer.scoreFrame(frame);
  const records = Array.from({ length: frame.rows }, (_, row) => recordOf(frame, model.spec.columns, row));
  const bytes = files['portable.onnx']!;
  const portable = await runPortable(model.spec, { bytes, options: { wide } }, records);
  const expected = own.probabilities ?? own.values!;
  expect(portable.scores.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(value - portable.scores[i]!)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
  });
  expect(portable.predictions).toEqual([...own.predictions].map((c) => own.classes[c]));
  await scorer.dispose();
}

describe.each(['gradient-boosting', 'linear'])('%s', (algorithm) => {
  test.each(['binary', 'multiclass', 'regression'] as const)(
    '%s: raw columns score as the matrix does',
    async (task) => {
      const target = targets[task];
      const quick = algorithm === 'linear' ? {} : { trees: 30 };
      const settings = { task, target, features: rejectOtherTargets(target), algorithm: { id: algorithm, ...quick } };
      const model = await trained(base, settings);
      const rows = Uint32Array.from({ length: 400 }, (_, i) => i * 5);
      await requireEqual(model, takeRows(base, rows));
    },
  );

  test('dates, odd names, empty texts, missing and unseen values', async () => {
    const count = 400;
    const start = 1_767_225_600;
    const cells = <T>(value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));
    const data = (unseen: boolean) =>
      frameOf({
        prediction: cells((i) => start + ((i * 7919) % 400) * 60),
        'a "b" / ü': cells((i) => (i % 11 === 0 ? null : (i * 31) % 17)),
        label: cells((i) => (unseen && i % 5 === 0 ? 'new' : i % 9 === 0 ? null : ['', 'x', 'ÿ'][i % 3]!)),
        number: cells((i) => (i % 13 === 0 ? null : i % 4)),
        y: cells((i) => ((i * 7919) % 400 > 150 === (i % 3 === 0) ? 'yes' : 'no')),
      });
    const settings = {
      task: 'binary',
      target: 'y',
      features: [{ column: 'number', kind: 'category' }],
      algorithm: algorithm === 'linear' ? { id: algorithm } : { id: algorithm, trees: 20, minLeafRows: 5 },
    };
    const model = await trained(data(false), settings);
    expect(model.spec.columns.map(({ name }) => name)).toEqual(['prediction', 'a "b" / ü', 'label', 'number']);
    expect(model.spec.columns.map((column) => portableInput(column, { wide: false }))).toEqual([
      'double',
      'float',
      'string',
      'string',
    ]);
    await requireEqual(model, data(true));
  });
});

test('a portable model that disagrees with the golden rows is refused', async () => {
  const settings = { task: 'regression', target: 'amount', features: rejectOtherTargets('amount') };
  const model = await trained(base, { ...settings, algorithm: { id: 'linear' } });
  const predictions = model.golden.predictions.map((value, i) => (i === 3 ? value * 1.001 : value));
  const golden = { rows: model.golden.rows, predictions, tolerance: 1e-5 };
  await expect(exportPortable(model.spec, model.onnx, golden)).rejects.toMatchObject({ code: 'ML_PORTABLE_CHECK' });
});
