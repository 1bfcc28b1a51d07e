import { fail } from '../../../../contract/errors/index.ts';
import type { LinearSettings } from '../../../../contract/model.ts';
import { featureWidth } from '../../features/values.ts';
import { type LinearModel, linearToOnnx, predictLinear } from '../../linear-model.ts';
import type { FitContext, FitInput, FittedModel } from '../algorithm.ts';
import { type LinearJob, linearJob } from './job.ts';
import { runLinear } from './run-linear.ts';

const THRESHOLD_ROWS = 100_000;

type Input = FitInput<LinearSettings>;

/** Fits a linear model; the features must be of the `linear` style. */
export async function fitLinear(input: Input, ctx: FitContext): Promise<FittedModel> {
  const { maxIterations } = input.settings;
  const { job, scale } = linearJob(input);
  const curve: FittedModel['curve'] = [];
  const parameters = await runLinear(job, {
    signal: ctx.signal,
    onIteration: (train) => {
      curve.push({ round: curve.length + 1, train, validation: null });
      ctx.progress(curve.length / maxIterations, `iteration ${curve.length}`);
    },
  });
  const model = toModel(input, job, { parameters, scale });
  return {
    onnx: linearToOnnx(model, input.classes),
    predict: (matrix, rows) => predictLinear(model, matrix, rows),
    gain: gains(input, model),
    curve,
    rounds: curve.length,
    validationRows: new Uint32Array(0),
    thresholdRows: input.rows.subarray(0, THRESHOLD_ROWS),
  };
}

function toModel(
  input: Input,
  job: LinearJob,
  fitted: { parameters: Float64Array; scale: { mean: number; sd: number } },
): LinearModel {
  const { width, outputs } = job;
  const { parameters, scale } = fitted;
  const weights = new Float32Array(outputs * width);
  const intercepts = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const base = output * (width + 1);
    for (let f = 0; f < width; f++) weights[output * width + f] = parameters[base + f]! * scale.sd;
    intercepts[output] = parameters[base + width]! * scale.sd + scale.mean;
  }
  if (![...weights, ...intercepts].every(Number.isFinite)) {
    throw fail('ML_NO_PROGRESS', { algorithm: 'linear regression', reason: 'a weight is not finite' });
  }
  return { task: input.task, outputs, features: width, weights, intercepts };
}

/** Largest absolute weight of each column, over its categories and the outputs; numbers are standardised, so these compare. */
function gains(input: Input, model: LinearModel): Float64Array {
  let at = 0;
  return Float64Array.from(input.columns, (column) => {
    const width = featureWidth(column);
    let top = 0;
    for (let output = 0; output < model.outputs; output++) {
      for (let f = at; f < at + width; f++) top = Math.max(top, Math.abs(model.weights[output * model.features + f]!));
    }
    at += width;
    return top;
  });
}
