import type { Task } from '../../contract/model.ts';
import { attribute, decodeModel } from './onnx/proto.ts';
import { writeOperatorModel } from './onnx/write-model.ts';
import { applyLink } from './trees/ensemble.ts';

/** Scores = weights · features + intercepts; one row of weights an output (1 for binary and regression). Float32 numbers. */
export interface LinearModel {
  task: Task;
  outputs: number;
  features: number;
  weights: Float32Array;
  intercepts: Float32Array;
}

/** Probabilities by class, or values, of a row-major matrix; sums in double precision. */
export function predictLinear(model: LinearModel, matrix: Float32Array, rows: number): Float64Array {
  const { outputs, features, weights, intercepts } = model;
  const scores = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = intercepts[output]!;
      for (let f = 0; f < features; f++) sum += weights[output * features + f]! * matrix[row * features + f]!;
      scores[row * outputs + output] = sum;
    }
  }
  return applyLink(model.task, scores, outputs);
}

/** A LinearClassifier or LinearRegressor. The binary one has both classes' weights, the first negated. */
export function linearToOnnx(model: LinearModel, classes: number): Uint8Array {
  const both = model.task === 'binary';
  const weights = both ? [...model.weights.map((w) => -w), ...model.weights] : [...model.weights];
  const intercepts = both ? [...model.intercepts.map((b) => -b), ...model.intercepts] : [...model.intercepts];
  const transform = { binary: 'LOGISTIC', multiclass: 'SOFTMAX', regression: 'NONE' }[model.task];
  return writeOperatorModel({
    task: model.task,
    features: model.features,
    classes,
    classifier: 'LinearClassifier',
    labels: 'classlabels_ints',
    regressor: 'LinearRegressor',
    attributes: [
      attribute.floats('coefficients', weights),
      attribute.floats('intercepts', intercepts),
      attribute.string('post_transform', transform),
      ...(model.task === 'regression' ? [attribute.int('targets', 1)] : [attribute.int('multi_class', 0)]),
    ],
  });
}

/** Reads a model as `linearToOnnx` writes it; null when it is something else. */
export function linearFromOnnx(bytes: Uint8Array): LinearModel | null {
  const { graph } = decodeModel(bytes);
  const node = graph.node[0];
  const features = graph.input[0]?.type.tensorType.shape.dim[1]?.dimValue;
  if (!node || graph.node.length !== 1 || features === undefined) return null;
  const floats = (name: string) => node.attribute.find((item) => item.name === name)?.floats ?? [];
  const [weights, intercepts] = [floats('coefficients'), floats('intercepts')];
  if (node.opType === 'LinearRegressor') {
    return { task: 'regression', outputs: 1, features, ...asFloats(weights, intercepts) };
  }
  if (node.opType !== 'LinearClassifier') return null;
  const outputs = intercepts.length;
  if (outputs > 2) return { task: 'multiclass', outputs, features, ...asFloats(weights, intercepts) };
  return { task: 'binary', outputs: 1, features, ...asFloats(weights.slice(features), intercepts.slice(1)) };
}

function asFloats(weights: number[], intercepts: number[]): { weights: Float32Array; intercepts: Float32Array } {
  return { weights: Float32Array.from(weights), intercepts: Float32Array.from(intercepts) };
}
