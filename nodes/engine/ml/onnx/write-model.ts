import type { Task } from '../../../contract/model.ts';
import { type Attribute, attribute, ELEMENT, encodeModel, type OnnxNode, type ValueInfo } from './proto.ts';

export const ML_DOMAIN = 'ai.onnx.ml';
/** Names of the model's input (rows × features, float32) and outputs. */
export const INPUT = 'features';
export const PROBABILITIES = 'probabilities';
export const LABEL = 'label';
export const VALUE = 'value';

export interface OperatorSpec {
  task: Task;
  features: number;
  /** Number of classes; ignored for regression. */
  classes: number;
  classifier: string;
  /** Name of the classifier's attribute that holds the class indexes. */
  labels: string;
  regressor: string;
  attributes: readonly Attribute[];
}

/** A model of one ai.onnx.ml operator: a classifier with outputs `label` (index of the class) and `probabilities`, or a regressor with `value`. */
export function writeOperatorModel(spec: OperatorSpec): Uint8Array {
  const isRegression = spec.task === 'regression';
  const labels = Array.from({ length: spec.classes }, (_, i) => i);
  const node: OnnxNode = {
    name: 'model',
    domain: ML_DOMAIN,
    opType: isRegression ? spec.regressor : spec.classifier,
    input: [INPUT],
    output: isRegression ? [VALUE] : [LABEL, PROBABILITIES],
    attribute: isRegression ? [...spec.attributes] : [...spec.attributes, attribute.ints(spec.labels, labels)],
  };
  return encodeModel({
    irVersion: 8,
    producerName: 'millrace',
    opsetImport: [
      { domain: '', version: 17 },
      { domain: ML_DOMAIN, version: 3 },
    ],
    graph: {
      name: 'model',
      node: [node],
      input: [tensorInfo(INPUT, ELEMENT.float, spec.features)],
      output: isRegression
        ? [tensorInfo(VALUE, ELEMENT.float, 1)]
        : [tensorInfo(LABEL, ELEMENT.int64), tensorInfo(PROBABILITIES, ELEMENT.float, spec.classes)],
    },
  });
}

/** A tensor of `rows` rows; without `columns` a plain list. */
export function tensorInfo(name: string, elemType: number, columns?: number): ValueInfo {
  const dim = [{ dimParam: 'rows' }, ...(columns === undefined ? [] : [{ dimValue: columns }])];
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
