import { expect, test } from 'vitest';
import { createRandom } from '../../../../base/random.ts';
import { LinearSettings, TrainSettings } from '../../../../contract/model.ts';
import { fitFeatures } from '../../features/fit.ts';
import { rowMajorMatrix } from '../../features/matrix.ts';
import type { Frame } from '../../frame.ts';
import { frameOf } from '../../testing/frames.ts';
import type { FitInput } from '../algorithm.ts';
import { fitLinear } from './fit.ts';
import { linearJob } from './job.ts';
import { lossOf } from './loss.ts';

/** A category of many values with an effect each, a number, some of both missing. */
function wideFrame(rows: number, categories: number): Frame {
  const random = createRandom(3);
  const effects = Array.from({ length: categories }, () => random.normal());
  const codes = Array.from({ length: rows }, () => random.int(categories));
  const x = Array.from({ length: rows }, () => random.normal());
  return frameOf({
    before: codes.map((_, i) => (i % 17 === 0 ? null : ['u', 'v'][i % 2]!)),
    x: x.map((value, i) => (i % 19 === 0 ? null : value)),
    place: codes.map((code, i) => (i % 23 === 0 ? null : `p${code}`)),
    y: codes.map((code, i) => (random() < 1 / (1 + Math.exp(-effects[code]! - x[i]!)) ? 1 : 0)),
  });
}

function inputOf(frame: Frame): FitInput<LinearSettings> {
  const rows = Uint32Array.from({ length: frame.rows }, (_, i) => i);
  const settings = TrainSettings.parse({ task: 'binary', target: 'y' });
  const { columns } = fitFeatures(frame, rows, { settings, style: 'linear' });
  const target = frame.columns.get('y')!;
  if (target.kind !== 'number') throw new Error('y is a number column');
  return {
    task: 'binary',
    classes: 2,
    frame,
    columns,
    rows,
    target: target.values,
    classWeights: Float64Array.of(1, 1),
    settings: LinearSettings.parse({ id: 'linear' }),
    seed: 1,
    innerSplit: () => ({ train: rows, test: new Uint32Array(0) }),
  };
}

test('codes in place of one-hot columns give the loss and gradient of the whole matrix', () => {
  const input = inputOf(wideFrame(500, 30));
  const { job } = linearJob(input);
  const matrix = rowMajorMatrix(input.frame, input.columns);
  const random = createRandom(5);
  const point = Float64Array.from({ length: job.width + 1 }, () => random.normal());
  const gradient = new Float64Array(job.width + 1);
  const loss = lossOf(job)(point, gradient);
  const wanted = new Float64Array(job.width + 1);
  let sum = 0;
  for (let row = 0; row < job.rows; row++) {
    const values = [...matrix.subarray(row * job.width, (row + 1) * job.width), 1];
    const p = 1 / (1 + Math.exp(-values.reduce((total, value, i) => total + value * point[i]!, 0)));
    const y = input.target[row]!;
    sum -= (y === 1 ? Math.log(p) : Math.log(1 - p)) / job.rows;
    values.forEach((value, i) => {
      wanted[i]! += ((p - y) * value) / job.rows;
    });
  }
  expect(loss).toBeCloseTo(sum, 10);
  gradient.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i]!, 10);
  });
});

test('a large fit runs in a worker thread, and can be aborted there', async () => {
  const input = inputOf(wideFrame(300_000, 200));
  const abort = new AbortController();
  const running = fitLinear(input, {
    signal: abort.signal,
    threads: 1,
    progress: (_, message) => message === 'iteration 3' && abort.abort(),
  });
  await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  let iterations = 0;
  const progress = () => {
    iterations++;
  };
  const fitted = await fitLinear(input, { signal: new AbortController().signal, threads: 1, progress });
  expect(fitted.rounds).toBe(iterations);
  expect(fitted.curve.at(-1)!.train).toBeLessThan(fitted.curve[0]!.train);
});
