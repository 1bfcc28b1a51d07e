import { expect, test } from 'vitest';
import { TrainSettings } from '../../contract/model.ts';
import { runTraining } from './run-training.ts';
import { patternFrame, rejectOtherTargets } from './testing/frames.ts';
import { type TrainContext, trainModel } from './train.ts';

const rows = 60_000;
const settings = TrainSettings.parse({
  ...{ task: 'binary', target: 'label', features: rejectOtherTargets('label') },
  algorithm: { id: 'gradient-boosting', trees: 20 },
});
const context = (more: Partial<TrainContext> = {}): TrainContext => ({
  ...{ signal: new AbortController().signal, progress: () => {}, threads: 2 },
  ...more,
});

test('a large training in a thread of its own gives the same model, and its frame is handed over', async () => {
  const frame = patternFrame(rows);
  const said: string[] = [];
  const apart = await runTraining(frame, settings, context({ progress: (_, message) => said.push(message) }));
  const here = await trainModel(patternFrame(rows), settings, context());
  expect(Buffer.compare(apart.onnx, here.onnx)).toBe(0);
  expect({ ...apart.report, timings: null }).toEqual({ ...here.report, timings: null });
  expect(apart.golden).toEqual(here.golden);
  expect(said).toContain('checking the saved model');
  for (const column of frame.columns.values())
    expect(column.kind === 'number' ? column.values.length : column.codes.length).toBe(0);
});

test('a small training leaves its frame as it is', async () => {
  const frame = patternFrame(500);
  await runTraining(frame, settings, context());
  for (const column of frame.columns.values())
    expect(column.kind === 'number' ? column.values.length : column.codes.length).toBe(500);
});

test.each([
  ['before it begins', ''],
  ['among its trees', 'tree'],
  ['while the saved model is checked', 'checking'],
])('an abort ends a large training %s', async (_, during) => {
  const abort = new AbortController();
  if (during === '') abort.abort();
  const training = runTraining(
    patternFrame(rows),
    settings,
    context({ signal: abort.signal, progress: (_, message) => message.startsWith(during) && abort.abort() }),
  );
  await expect(training).rejects.toMatchObject({ code: 'ABORTED' });
});

test('an error in the thread keeps its code', async () => {
  const unfit = TrainSettings.parse({ task: 'binary', target: 'amount' });
  await expect(runTraining(patternFrame(rows), unfit, context())).rejects.toMatchObject({
    code: 'ML_TARGET_UNFIT',
    data: { target: 'amount' },
  });
});
