import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TrainSettings } from '../../contract/model.ts';
import { evaluate } from './evaluate.ts';
import { writeModelVersion } from './model-files.ts';
import { createScorer } from './scorer.ts';
import { frameOfText } from './testing/frames.ts';
import { trainModel } from './train.ts';

const data = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const context = { signal: new AbortController().signal, progress: () => {}, threads: 2 };
const read = (file: string, delimiter: string) => frameOfText(readFileSync(join(data, file), 'utf8'), delimiter);

describe.skipIf(!existsSync(data))('quality on public tables (skipped without the shared test data)', () => {
  test('adult: AUC at least .925 and accuracy at least .868 on its own test file', async () => {
    const settings = {
      task: 'binary',
      target: 'income',
      split: { kind: 'random', testShare: 0.1 },
      threshold: { metric: 'accuracy' },
    };
    const model = await trainModel(read('adult/adult_train.csv', ','), TrainSettings.parse(settings), context);
    const scorer = await createScorer(writeModelVersion(model, { engineVersion: 'test' }));
    const { metrics } = await evaluate(read('adult/adult_test.csv', ','), scorer);
    expect(metrics).toMatchObject({ auc: expect.any(Number), accuracy: expect.any(Number) });
    const { auc, accuracy } = metrics as { auc: number; accuracy: number };
    expect(auc).toBeGreaterThan(0.925);
    expect(accuracy).toBeGreaterThan(0.868);
  });

  test('bank: AUC at least .930', async () => {
    const settings = TrainSettings.parse({ task: 'binary', target: 'y' });
    const { report } = await trainModel(read('bank_marketing/bank-full.csv', ';'), settings, context);
    expect((report.evaluation.metrics as { auc: number }).auc).toBeGreaterThan(0.93);
  });

  test('california: RMSE at most 49,000', async () => {
    const settings = TrainSettings.parse({ task: 'regression', target: 'median_house_value' });
    const { report } = await trainModel(read('california_housing/housing.csv', ','), settings, context);
    expect((report.evaluation.metrics as { rmse: number }).rmse).toBeLessThan(49_000);
  });
});
