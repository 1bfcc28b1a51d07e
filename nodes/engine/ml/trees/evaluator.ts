import { treesKernel } from '../kernels/trees.generated.ts';
import { type Ensemble, ensembleScores } from './ensemble.ts';
import { buildMaskTables, type MaskTables } from './mask-tables.ts';

/** Scores rows of a float32 matrix. Not to be shared between threads; one call at a time. */
export interface TreeEvaluator {
  /** Which implementation runs. */
  readonly kind: 'masks' | 'arrays';
  /** Most rows a call takes. */
  readonly batch: number;
  /** Where the caller writes up to `batch` rows, row-major; take it anew before each call. */
  input(): Float32Array;
  /** Raw scores (before logistic or softmax) of the first `rows` rows of `input()`; valid until the next call. */
  run(rows: number): Float64Array;
}

interface TreesKernel {
  score32: ScoreFunction;
  score64: ScoreFunction;
}
type ScoreFunction = (
  rows: number,
  count: number,
  width: number,
  features: number,
  featureCount: number,
  groups: number,
  outputs: number,
  leaves: number,
  places: number,
  out: number,
) => void;

const BATCH = 1024;
let compiled: WebAssembly.Module | undefined;

/** The fastest evaluator that fits the ensemble: bit masks in WebAssembly, else plain arrays. */
export function createTreeEvaluator(ensemble: Ensemble): TreeEvaluator {
  const tables = buildMaskTables(ensemble);
  return tables ? maskEvaluator(ensemble, tables) : arrayEvaluator(ensemble);
}

/** The plain evaluator, for any ensemble. */
export function arrayEvaluator(ensemble: Ensemble): TreeEvaluator {
  const input = new Float32Array(BATCH * ensemble.features);
  return { kind: 'arrays', batch: BATCH, input: () => input, run: (rows) => ensembleScores(ensemble, input, rows) };
}

function maskEvaluator(ensemble: Ensemble, tables: MaskTables): TreeEvaluator {
  const plan = planMemory(ensemble, tables);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(plan.bytes / 65_536) });
  writeTables(memory, tables, plan);
  compiled ??= new WebAssembly.Module(Buffer.from(treesKernel, 'base64'));
  const kernel = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as TreesKernel;
  const score = tables.bits === 32 ? kernel.score32 : kernel.score64;
  const { features: width, outputs } = ensemble;
  const input = new Float32Array(memory.buffer, plan.input, BATCH * width);
  const out = new Float64Array(memory.buffer, plan.out, BATCH * outputs);
  const featureCount = tables.features.length;
  return {
    kind: 'masks',
    batch: BATCH,
    input: () => input,
    run: (rows) => {
      const { features, groups, leaves, places } = plan;
      score(plan.input, rows, width, features, featureCount, groups, outputs, leaves, places, plan.out);
      return rows === BATCH ? out : out.subarray(0, rows * outputs);
    },
  };
}

interface MemoryPlan {
  features: number;
  groups: number;
  leaves: number;
  places: number;
  input: number;
  out: number;
  edges: number[];
  masks: number[];
  bytes: number;
}

function planMemory(ensemble: Ensemble, tables: MaskTables): MemoryPlan {
  let next = 1024;
  const place = (bytes: number) => {
    const at = next;
    next += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const plan = {
    features: place(tables.features.length * 16),
    groups: place(tables.groups.byteLength),
    leaves: place(tables.leaves.byteLength),
    places: place(tables.features.length * 4),
    input: place(BATCH * ensemble.features * 4),
    out: place(BATCH * ensemble.outputs * 8),
    edges: tables.features.map(({ edges }) => place(edges.byteLength)),
    masks: tables.features.map(({ masks }) => place((masks.length * tables.bits) / 8)),
  };
  return { ...plan, bytes: next };
}

function writeTables(memory: WebAssembly.Memory, tables: MaskTables, plan: MemoryPlan): void {
  const { buffer } = memory;
  new Uint32Array(buffer, plan.groups, tables.groups.length).set(tables.groups);
  new Float32Array(buffer, plan.leaves, tables.leaves.length).set(tables.leaves);
  tables.features.forEach((feature, i) => {
    const about = [feature.column, plan.edges[i]!, feature.edges.length, plan.masks[i]!];
    new Uint32Array(buffer, plan.features + i * 16, 4).set(about);
    new Float32Array(buffer, plan.edges[i]!, feature.edges.length).set(feature.edges);
    const { masks } = feature;
    if (tables.bits === 64) new BigUint64Array(buffer, plan.masks[i]!, masks.length).set(masks);
    else new Uint32Array(buffer, plan.masks[i]!, masks.length).set(Uint32Array.from(masks, Number));
  });
}
