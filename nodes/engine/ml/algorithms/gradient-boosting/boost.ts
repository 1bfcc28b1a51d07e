import { createRandom } from '../../../../base/random.ts';
import type { Tree } from '../../trees/ensemble.ts';
import { Grower } from './grower.ts';
import type { BoostJob, BoostResult, BoostRound } from './job.ts';

const ALL_ROWS = 0xffffffff;

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
      const losses = { round, ...grower.losses() };
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
