import type { FeatureColumn, FeatureSpec } from '../../../contract/model.ts';
import { featureWidth } from '../features/values.ts';
import { attribute, decodeModel, ELEMENT, encodeModel, type OnnxNode, type Tensor } from '../onnx/proto.ts';
import { INPUT, LABEL, ML_DOMAIN, PROBABILITIES, tensorInfo } from '../onnx/write-model.ts';

/** Output with the predicted class as text: by the threshold when binary, else the most probable. */
export const PREDICTION = 'prediction';

/** Stands before every name inside the graph, so that no feature's name can meet one. */
const OWN = 'millrace/';
const EXACT_FLOAT32 = 2 ** 24;

type Numeric = Extract<FeatureColumn, { kind: 'numeric' }>;
type Category = Extract<FeatureColumn, { kind: 'category' }>;
export type InputType = 'float' | 'double' | 'string';

export interface PortableOptions {
  /** Take every scaled number as double, where rounding the raw value to float32 would be felt. */
  wide: boolean;
}

/**
 * The element type in which a feature's raw values enter: text for categories; float for numbers, but double where float32
 * would blur what the scaling keeps apart (dates, large ids).
 */
export function portableInput(column: FeatureColumn, options: PortableOptions): InputType {
  if (column.kind === 'category') return 'string';
  const { scale } = column;
  if (!scale) return 'float';
  const far = Math.abs(scale.mean) > 16 * scale.sd || Math.abs(scale.mean) + 16 * scale.sd > EXACT_FLOAT32;
  return options.wide || far ? 'double' : 'float';
}

/** Names of the outputs, out of the way of features of the same name. */
export function portableOutputs(spec: FeatureSpec): { of(output: string): string } {
  const taken = new Set(spec.columns.map(({ name }) => name));
  const of = (output: string): string => (taken.has(output) ? of(`${output}_`) : output);
  return { of };
}

/**
 * `portable.onnx`: the operator of `model.onnx` with its features computed inside, in plain ONNX, so that any runtime can score
 * raw columns. One input of shape rows × 1 for each feature, under its name: numbers with NaN for missing, texts with an
 * empty text (or any unknown one) for missing. Outputs as in `model.onnx`, and the `prediction` of a classifier as text.
 */
export function writePortable(spec: FeatureSpec, onnx: Uint8Array, options: PortableOptions): Uint8Array {
  const model = decodeModel(onnx);
  const graph = new GraphBuilder();
  const blocks = spec.columns.map((column, i) =>
    column.kind === 'numeric'
      ? numericBlock(graph, column, { id: `${i}`, input: portableInput(column, options) })
      : categoryBlock(graph, column, `${i}`),
  );
  graph.node('Concat', blocks, `${OWN}${INPUT}`, [attribute.int('axis', 1)]);
  const names = portableOutputs(spec);
  for (const node of model.graph.node) {
    graph.nodes.push({ ...node, input: [`${OWN}${INPUT}`], output: node.output.map((name) => names.of(name)) });
  }
  const output = model.graph.output.map((info) => ({ ...info, name: names.of(info.name) }));
  if (spec.task !== 'regression') output.push(predictionOutput(graph, spec, names));
  return encodeModel({
    ...model,
    metadataProps: [
      { key: 'task', value: spec.task },
      { key: 'target', value: spec.target },
      { key: 'classes', value: JSON.stringify(spec.classes) },
      { key: 'threshold', value: JSON.stringify(spec.threshold) },
    ],
    graph: {
      name: 'portable',
      node: graph.nodes,
      initializer: graph.constants,
      input: spec.columns.map((column) => tensorInfo(column.name, ELEMENT[portableInput(column, options)], 1)),
      output,
    },
  });
}

class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly constants: Tensor[] = [];

  /** Adds an operator and returns the name of its output. */
  node(opType: string, input: string[], output: string, attributes: OnnxNode['attribute'] = [], domain = ''): string {
    this.nodes.push({ opType, input, output: [output], name: output, domain, attribute: attributes });
    return output;
  }

  /** Adds a constant and returns its name. */
  constant(tensor: Tensor): string {
    this.constants.push(tensor);
    return tensor.name;
  }

  double(name: string, value: number): string {
    return this.constant({ name, dataType: ELEMENT.double, dims: [], doubleData: [value] });
  }
}

/** Imputed and scaled in double precision and rounded once, as `numericFeature` does. */
function numericBlock(graph: GraphBuilder, column: Numeric, at: { id: string; input: InputType }): string {
  const { impute, scale } = column;
  if (impute === null && scale === null) return column.name;
  const own = (part: string) => `${OWN}${at.id}/${part}`;
  const to = (type: number) => [attribute.int('to', type)];
  let value = column.name;
  if (at.input !== 'double') value = graph.node('Cast', [value], own('double'), to(ELEMENT.double));
  if (impute !== null) {
    const missing = graph.node('IsNaN', [value], own('missing'));
    value = graph.node('Where', [missing, graph.double(own('impute'), impute), value], own('known'));
  }
  if (scale) {
    const centred = graph.node('Sub', [value, graph.double(own('mean'), scale.mean)], own('centred'));
    value = graph.node('Div', [centred, graph.double(own('sd'), scale.sd)], own('scaled'));
  }
  return graph.node('Cast', [value], own('feature'), to(ELEMENT.float));
}

function categoryBlock(graph: GraphBuilder, column: Category, id: string): string {
  const own = (part: string) => `${OWN}${id}/${part}`;
  const keys = attribute.strings('keys_strings', column.categories);
  const codes = column.categories.map((_, code) => code);
  if (column.encoding === 'ordinal') {
    const values = [attribute.floats('values_floats', codes), attribute.float('default_float', Number.NaN)];
    return graph.node('LabelEncoder', [column.name], own('feature'), [keys, ...values], ML_DOMAIN);
  }
  const values = [attribute.ints('values_int64s', codes), attribute.int('default_int64', -1)];
  const code = graph.node('LabelEncoder', [column.name], own('code'), [keys, ...values], ML_DOMAIN);
  const dims = [1, featureWidth(column)];
  const all = graph.constant({ name: own('codes'), dataType: ELEMENT.int64, dims, int64Data: codes });
  const hit = graph.node('Equal', [code, all], own('hit'));
  return graph.node('Cast', [hit], own('feature'), [attribute.int('to', ELEMENT.float)]);
}

function predictionOutput(graph: GraphBuilder, spec: FeatureSpec, names: { of(output: string): string }) {
  const prediction = names.of(PREDICTION);
  let index = names.of(LABEL);
  if (spec.task === 'binary') {
    const one = graph.constant({ name: `${OWN}one`, dataType: ELEMENT.int64, dims: [], int64Data: [1] });
    const positive = graph.node('Gather', [names.of(PROBABILITIES), one], `${OWN}positive`, [attribute.int('axis', 1)]);
    const floatData = [leastFloat32(spec.threshold ?? 0.5)];
    const least = graph.constant({ name: `${OWN}threshold`, dataType: ELEMENT.float, dims: [], floatData });
    const flagged = graph.node('GreaterOrEqual', [positive, least], `${OWN}flagged`);
    index = graph.node('Cast', [flagged], `${OWN}class`, [attribute.int('to', ELEMENT.int64)]);
  }
  const keys = spec.classes.map((_, i) => i);
  const texts = [attribute.ints('keys_int64s', keys), attribute.strings('values_strings', spec.classes)];
  graph.node('LabelEncoder', [index], prediction, texts, ML_DOMAIN);
  return tensorInfo(prediction, ELEMENT.string);
}

/** The smallest float32 number that is not below `value`, so that float32 probabilities compare as with `value` itself. */
function leastFloat32(value: number): number {
  const near = Math.fround(value);
  if (near >= value) return near;
  const bits = new Int32Array(Float32Array.of(near).buffer);
  bits[0]! += 1;
  return new Float32Array(bits.buffer)[0]!;
}
