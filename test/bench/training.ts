import { availableParallelism } from 'node:os';
import { GradientBoostingSettings } from '../../nodes/contract/model.ts';
import { fitGradientBoosting } from '../../nodes/engine/ml/algorithms/gradient-boosting/fit.ts';
import { rowMajorMatrix } from '../../nodes/engine/ml/features/matrix.ts';
import type { Frame } from '../../nodes/engine/ml/frame.ts';
import { positiveColumn } from '../../nodes/engine/ml/metrics/evaluation.ts';
import { areaUnderRoc, rank } from '../../nodes/engine/ml/metrics/ranking.ts';
import { type BenchResult, median } from './bench-result.ts';
import { benchFrame, benchTable } from './training-data.ts';
import { type PeerRun, startPeers } from './training-peers.ts';

const SIZES = [
  { label: '100k', rows: 100_000, repeats: 9 },
  { label: '1M', rows: 1_000_000, repeats: 5 },
] as const;
const TEST_SHARE = 0.2;

const settings = GradientBoostingSettings.parse({
  id: 'gradient-boosting',
  trees: 100,
  leaves: 31,
  learningRate: 0.1,
  earlyStoppingRounds: 0,
});

/**
 * Time to train 100 trees of 31 leaves on 20 numbers, from rows in memory to the finished model, against LightGBM and
 * scikit-learn with the same settings and threads; alternating runs, medians of 9 (5 at 1 M rows).
 */
export async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const threadCounts = [...new Set([1, Math.min(2, availableParallelism())])];
  for (const size of SIZES) {
    const testRows = Math.round(size.rows * TEST_SHARE);
    const table = benchTable(size.rows + testRows);
    const peers = await startPeers(table, testRows);
    const frame = benchFrame(table);
    try {
      for (const threads of threadCounts) {
        const names = Object.keys(peers.versions);
        const runs = new Map<string, PeerRun[]>(['millrace', ...names].map((name) => [name, []]));
        for (let repeat = 0; repeat < size.repeats; repeat++) {
          await quiet();
          runs.get('millrace')!.push(await trainOnce(frame, size.rows, threads));
          for (const name of names) {
            await quiet();
            runs.get(name)!.push(await peers.run(name, threads));
          }
        }
        const label = `training ${size.label}, ${threads} thread${threads > 1 ? 's' : ''}`;
        for (const peer of ['lightgbm', 'sklearn']) results.push(...compare(label, peer, runs));
      }
    } finally {
      await peers.close();
    }
  }
  return results;
}

/** Threads that wait for work go on spinning for a while; the next run must not pay for those of the one before. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

async function trainOnce(frame: Frame, trainRows: number, threads: number): Promise<PeerRun> {
  const label = frame.columns.get('label');
  if (label?.kind !== 'number') throw new Error('the bench table has a numeric label');
  const rows = Uint32Array.from({ length: trainRows }, (_, i) => i);
  const columns = [...frame.columns.keys()]
    .filter((name) => name !== 'label')
    .map((name) => ({ kind: 'numeric' as const, name, impute: null, scale: null }));
  const start = performance.now();
  const fitted = await fitGradientBoosting(
    {
      task: 'binary',
      classes: 2,
      frame,
      columns,
      rows,
      target: label.values,
      classWeights: Float64Array.of(1, 1),
      settings,
      seed: 1,
      innerSplit: () => ({ train: rows, test: new Uint32Array(0) }),
    },
    { signal: new AbortController().signal, progress: () => {}, threads },
  );
  const seconds = (performance.now() - start) / 1000;
  const test = Uint32Array.from({ length: frame.rows - trainRows }, (_, i) => trainRows + i);
  const scores = positiveColumn(fitted.predict(rowMajorMatrix(frame, columns, test), test.length));
  const auc = areaUnderRoc(rank(scores, (i) => label.values[test[i]!] === 1)) ?? 0;
  return { seconds, auc };
}

function compare(label: string, peer: string, runs: ReadonlyMap<string, PeerRun[]>): BenchResult[] {
  const own = runs.get('millrace')!;
  const other = runs.get(peer);
  const value = median(own.map(({ seconds }) => seconds));
  const peerValue = other ? median(other.map(({ seconds }) => seconds)) : null;
  const ratio = other ? median(own.map(({ seconds }, i) => seconds / other[i]!.seconds)) : null;
  const isGoal = peer === 'lightgbm';
  const shownPeer = other ? peer : `${peer} (missing)`;
  const time: BenchResult = {
    name: label,
    value,
    unit: 's',
    peer: shownPeer,
    peer_value: peerValue,
    ratio,
    goal: isGoal ? 'ratio ≤ 0.6' : '',
    ok: isGoal && ratio !== null ? ratio <= 0.6 : null,
  };
  const auc = median(own.map((run) => run.auc));
  const peerAuc = other ? median(other.map((run) => run.auc)) : null;
  const quality: BenchResult = {
    name: `${label}: AUC`,
    value: auc,
    unit: '',
    peer: shownPeer,
    peer_value: peerAuc,
    ratio: peerAuc === null ? null : auc / peerAuc,
    goal: isGoal ? 'within 0.001' : '',
    ok: isGoal && peerAuc !== null ? auc >= peerAuc - 0.001 : null,
  };
  return [time, quality];
}
