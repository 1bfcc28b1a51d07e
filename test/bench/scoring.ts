import { TrainSettings } from '../../nodes/contract/model.ts';
import type { Frame } from '../../nodes/engine/ml/frame.ts';
import { writeModelVersion } from '../../nodes/engine/ml/model-files.ts';
import { createScorer, type Scorer } from '../../nodes/engine/ml/scorer.ts';
import { trainModel } from '../../nodes/engine/ml/train.ts';
import { type BenchResult, median } from './bench-result.ts';
import { benchFrame, benchTable } from './training-data.ts';

const ROWS = 100_000;
const REPEATS = 7;
const SINGLE = 20_000;

/**
 * Scoring with a model of 100 trees × 31 leaves × 20 numbers on one thread: a batch from frame to probabilities against
 * onnxruntime with the same features and model, and one record from named values to the answer. Alternating runs, medians of 7.
 */
export async function run(): Promise<BenchResult[]> {
  const frame = benchFrame(benchTable(ROWS));
  const algorithm = { id: 'gradient-boosting', trees: 100, leaves: 31, earlyStoppingRounds: 0 };
  const settings = TrainSettings.parse({ task: 'binary', target: 'label', algorithm });
  const context = { signal: new AbortController().signal, progress: () => {}, threads: 2 };
  const files = writeModelVersion(await trainModel(frame, settings, context), { engineVersion: 'bench' });
  const own = await createScorer(files);
  const onnx = await createScorer(files, { evaluator: 'onnx' });
  const batches: { own: number[]; onnx: number[] } = { own: [], onnx: [] };
  const singles: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    batches.own.push(await rowsPerSecond(own, frame));
    batches.onnx.push(await rowsPerSecond(onnx, frame));
    singles.push(microsecondsEach(own, frame));
  }
  const worst = await largestDifference(own, onnx, frame);
  await Promise.all([own.dispose(), onnx.dispose()]);
  const [value, peer_value, single] = [median(batches.own), median(batches.onnx), median(singles)];
  const ratio = value / peer_value;
  const peer = 'onnxruntime';
  return [
    { name: 'scoring batch', value, unit: 'rows/s', peer, peer_value, ratio, goal: 'ratio ≥ 4', ok: ratio >= 4 },
    {
      name: 'scoring one record',
      value: single,
      unit: 'µs',
      peer: 'none',
      peer_value: null,
      ratio: null,
      goal: '≤ 2.5 µs',
      ok: single <= 2.5,
    },
    {
      name: 'scoring difference',
      value: worst,
      unit: 'probability',
      peer,
      peer_value: 0,
      ratio: null,
      goal: '≤ 1e-6',
      ok: worst <= 1e-6,
    },
  ];
}

async function rowsPerSecond(scorer: Scorer, frame: Frame): Promise<number> {
  const start = performance.now();
  await scorer.scoreFrame(frame);
  return frame.rows / ((performance.now() - start) / 1000);
}

function microsecondsEach(scorer: Scorer, frame: Frame): number {
  const names = scorer.inputColumns.map(({ name }) => name);
  const records = Array.from({ length: SINGLE }, (_, row) =>
    Object.fromEntries(
      names.map((name) => {
        const column = frame.columns.get(name);
        return [name, column?.kind === 'number' ? column.values[row] : null];
      }),
    ),
  );
  const start = performance.now();
  for (const record of records) scorer.scoreRecord(record);
  return ((performance.now() - start) * 1000) / SINGLE;
}

async function largestDifference(a: Scorer, b: Scorer, frame: Frame): Promise<number> {
  const [left, right] = [(await a.scoreFrame(frame)).probabilities!, (await b.scoreFrame(frame)).probabilities!];
  let worst = 0;
  for (let i = 0; i < left.length; i++) worst = Math.max(worst, Math.abs(left[i]! - right[i]!));
  return worst;
}
