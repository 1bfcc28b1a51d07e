import { createRandom } from '../../../../base/random.ts';
import { softmaxInPlace, type Tree } from '../../trees/ensemble.ts';
import { Grower } from './grower.ts';
import { BLOCK, type BoostJob, type BoostResult, type BoostRound } from './job.ts';

const ALL_ROWS = 0xffffffff;
/** Blocks of training rows on which the curve's training loss is measured. */
const CURVE_BLOCKS = 8;

/**
 * Boosts round by round, yielding the losses of each; the result keeps the trees up to the best round on the validation
 * rows. Run it as thread 0; the other threads run `Shard.serve`.
 */
export function* boost(job: BoostJob): Generator<BoostRound, BoostResult> {
  const grower = new Grower(job);
  const { settings, layout } = job;
  const trees: Tree[] = [];
  const curve: BoostRound[] = [];
  let best = { round: 0, loss: Number.POSITIVE_INFINITY };
  try {
    grower.prepare();
    for (let round = 1; round <= settings.trees; round++) {
      trees.push(...growRound(job, grower, round));
      const losses = {
        round,
        train: trainLoss(job),
        validation: layout.validationRows > 0 ? validationLoss(job) : null,
      };
      curve.push(losses);
      yield losses;
      if (losses.validation === null) continue;
      if (losses.validation < best.loss - 1e-9) best = { round, loss: losses.validation };
      else if (round - best.round >= settings.earlyStoppingRounds) break;
    }
  } finally {
    grower.stop();
  }
  const rounds = layout.validationRows > 0 ? Math.max(best.round, 1) : curve.length;
  return { trees: trees.slice(0, rounds * layout.outputs), gain: grower.gain, curve, rounds };
}

function growRound(job: BoostJob, grower: Grower, round: number): Tree[] {
  const { settings, layout } = job;
  const random = createRandom(job.seed * 7919 + round);
  if (job.task === 'multiclass') grower.softmax();
  if (settings.featureShare < 1) grower.allowFeatures(drawFeatures(layout.features, settings.featureShare, random));
  const limit = settings.subsample < 1 ? Math.floor(settings.subsample * ALL_ROWS) : ALL_ROWS;
  return Array.from({ length: layout.outputs }, (_, output) =>
    grower.grow(output, Math.floor(random() * ALL_ROWS), limit),
  );
}

function drawFeatures(count: number, share: number, random: () => number): boolean[] {
  const wanted = Math.max(1, Math.round(count * share));
  const order = Array.from({ length: count }, (_, feature) => ({ feature, key: random() }));
  order.sort((a, b) => a.key - b.key);
  const used = new Array<boolean>(count).fill(false);
  for (const { feature } of order.slice(0, wanted)) used[feature] = true;
  return used;
}

function trainLoss(job: BoostJob): number {
  const { layout, outputs, memory } = job;
  const blocks = Math.ceil(layout.rows / BLOCK);
  const step = Math.max(1, Math.floor(blocks / CURVE_BLOCKS));
  const loss = { sum: 0, weight: 0 };
  for (let block = 0; block < blocks; block += step) {
    const own = layout.shards[block % layout.threads]!;
    const local = Math.floor(block / layout.threads) * BLOCK;
    const count = Math.min(BLOCK, own.rows - local);
    addLoss(job, loss, {
      scores: new Float32Array(memory.buffer, own.score, own.padded * outputs),
      stride: own.padded,
      from: local,
      count,
      target: new Float32Array(memory.buffer, own.target + local * 4, count),
      weight: new Float32Array(memory.buffer, own.weight + local * 4, count),
    });
  }
  return finishLoss(job, loss);
}

function validationLoss(job: BoostJob): number {
  const { layout, outputs, memory } = job;
  const { rows, validationRows } = layout;
  const loss = { sum: 0, weight: 0 };
  addLoss(job, loss, {
    scores: new Float32Array(memory.buffer, layout.validationScores, validationRows * outputs),
    stride: validationRows,
    from: 0,
    count: validationRows,
    target: new Float32Array(memory.buffer, layout.rawTarget + rows * 4, validationRows),
    weight: new Float32Array(memory.buffer, layout.rawWeight + rows * 4, validationRows),
  });
  return finishLoss(job, loss);
}

interface LossRows {
  /** Class-major, `stride` rows a class. */
  scores: Float32Array;
  stride: number;
  from: number;
  count: number;
  target: Float32Array;
  weight: Float32Array;
}

function addLoss(job: BoostJob, loss: { sum: number; weight: number }, rows: LossRows): void {
  const scratch = new Float64Array(job.outputs);
  for (let i = 0; i < rows.count; i++) {
    const target = rows.target[i]!;
    const score = rows.scores[rows.from + i]!;
    let value: number;
    if (job.task === 'binary') value = softplus(target > 0.5 ? -score : score);
    else if (job.task === 'regression') value = (score - target) ** 2;
    else {
      for (let c = 0; c < job.outputs; c++) scratch[c] = rows.scores[c * rows.stride + rows.from + i]!;
      softmaxInPlace(scratch);
      value = -Math.log(Math.max(scratch[target]!, 1e-15));
    }
    loss.sum += value * rows.weight[i]!;
    loss.weight += rows.weight[i]!;
  }
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function finishLoss(job: BoostJob, loss: { sum: number; weight: number }): number {
  const mean = loss.sum / Math.max(loss.weight, 1e-12);
  return job.task === 'regression' ? Math.sqrt(mean) : mean;
}
