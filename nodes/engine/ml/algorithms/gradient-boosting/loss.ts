import { softmaxInPlace } from '../../trees/ensemble.ts';
import { BLOCK, type BoostJob, curveBlocks } from './job.ts';

/** Rows of one block with what their loss depends on. */
interface LossBlock {
  /** Class-major, `stride` rows a class. */
  scores: Float32Array;
  stride: number;
  target: Float32Array;
  weight: Float32Array;
  from: number;
  count: number;
}

/**
 * Mean loss after a round: of a sample of the training rows, for the curve, and of the validation rows. Each thread measures some blocks of
 * 256 rows; their sums are added in the order of the blocks, so the mean is the same on any number of threads.
 */
export class Losses {
  private readonly job: BoostJob;
  /** The sampled training blocks, then all validation blocks. */
  private readonly blocks: readonly LossBlock[];
  private readonly trainBlocks: number;
  /** By block: sum of weighted losses, sum of weights. */
  private readonly sums: Float64Array;

  constructor(job: BoostJob) {
    this.job = job;
    const train = trainBlocks(job);
    this.blocks = [...train, ...validationBlocks(job)];
    this.trainBlocks = train.length;
    this.sums = new Float64Array(job.memory.buffer, job.layout.losses, this.blocks.length * 2);
  }

  get count(): number {
    return this.blocks.length;
  }

  /** Measures the blocks `from` … `to - 1`. */
  measure(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const block = this.blocks[i]!;
      const sum = this.job.task === 'multiclass' ? sumOfClasses(block, this.job.outputs) : this.sumOf(block);
      this.sums[2 * i] = sum;
      this.sums[2 * i + 1] = sumOfWeights(block);
    }
  }

  /** The means over what all threads have measured: log loss, or the root of the mean squared error. */
  read(): { train: number; validation: number | null } {
    const { trainBlocks: train, count } = this;
    return { train: this.mean(0, train), validation: count > train ? this.mean(train, count) : null };
  }

  private sumOf({ scores, target, weight, from, count }: LossBlock): number {
    const isBinary = this.job.task === 'binary';
    let sum = 0;
    for (let i = from; i < from + count; i++) {
      const score = scores[i]!;
      const loss = isBinary ? softplus(target[i]! > 0.5 ? -score : score) : (score - target[i]!) ** 2;
      sum += loss * weight[i]!;
    }
    return sum;
  }

  private mean(from: number, to: number): number {
    let [loss, weight] = [0, 0];
    for (let i = from; i < to; i++) {
      loss += this.sums[2 * i]!;
      weight += this.sums[2 * i + 1]!;
    }
    const mean = loss / Math.max(weight, 1e-12);
    return this.job.task === 'regression' ? Math.sqrt(mean) : mean;
  }
}

function trainBlocks({ layout, memory, outputs }: BoostJob): LossBlock[] {
  const { step, count } = curveBlocks(layout.rows);
  return Array.from({ length: count }, (_, i) => {
    const block = i * step;
    const own = layout.shards[block % layout.threads]!;
    const from = Math.floor(block / layout.threads) * BLOCK;
    return {
      scores: new Float32Array(memory.buffer, own.score, own.padded * outputs),
      stride: own.padded,
      target: new Float32Array(memory.buffer, own.target, own.padded),
      weight: new Float32Array(memory.buffer, own.weight, own.padded),
      from,
      count: Math.min(BLOCK, own.rows - from),
    };
  });
}

function validationBlocks({ layout, memory, outputs }: BoostJob): LossBlock[] {
  const { rows, validationRows } = layout;
  const all = {
    scores: new Float32Array(memory.buffer, layout.validationScores, validationRows * outputs),
    stride: validationRows,
    target: new Float32Array(memory.buffer, layout.rawTarget + rows * 4, validationRows),
    weight: new Float32Array(memory.buffer, layout.rawWeight + rows * 4, validationRows),
  };
  return Array.from({ length: Math.ceil(validationRows / BLOCK) }, (_, i) => ({
    ...all,
    from: i * BLOCK,
    count: Math.min(BLOCK, validationRows - i * BLOCK),
  }));
}

function sumOfClasses({ scores, stride, target, weight, from, count }: LossBlock, classes: number): number {
  const shares = new Float64Array(classes);
  let sum = 0;
  for (let i = from; i < from + count; i++) {
    for (let c = 0; c < classes; c++) shares[c] = scores[c * stride + i]!;
    softmaxInPlace(shares);
    sum += -Math.log(Math.max(shares[target[i]!]!, 1e-15)) * weight[i]!;
  }
  return sum;
}

function sumOfWeights({ weight, from, count }: LossBlock): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += weight[i]!;
  return sum;
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
