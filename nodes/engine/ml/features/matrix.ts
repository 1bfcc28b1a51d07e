import { closest } from '../../../base/closest.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { FeatureColumn } from '../../../contract/model.ts';
import type { Frame, FrameColumn } from '../frame.ts';
import { categoryIndex, featureWidth, matrixWidth, numericFeature } from './values.ts';

/** Where the matrix values go: value of row i, matrix column c stands at i × rowStep + c × columnStep. */
export interface MatrixTarget {
  values: Float32Array;
  rowStep: number;
  columnStep: number;
}

/**
 * Writes the matrix of `rows` (default: all) into `target`. Throws ML_INPUT_COLUMN_MISSING / ML_INPUT_COLUMN_KIND when the
 * frame does not have what the features need.
 */
export function fillMatrix(
  input: { frame: Frame; columns: readonly FeatureColumn[]; rows?: Uint32Array },
  target: MatrixTarget,
): void {
  let at = 0;
  for (const feature of input.columns) {
    const source = input.frame.columns.get(feature.name);
    if (!source) throw missingColumn(feature.name, input.frame);
    fillFeature({ feature, source, rows: input.rows ?? null, count: input.frame.rows, at }, target);
    at += featureWidth(feature);
  }
}

/** The row-major matrix of a frame. */
export function rowMajorMatrix(frame: Frame, columns: readonly FeatureColumn[], rows?: Uint32Array): Float32Array {
  const width = matrixWidth(columns);
  const values = new Float32Array((rows?.length ?? frame.rows) * width);
  fillMatrix({ frame, columns, rows }, { values, rowStep: width, columnStep: 1 });
  return values;
}

interface FillStep {
  feature: FeatureColumn;
  source: FrameColumn;
  rows: Uint32Array | null;
  /** Rows of the frame. */
  count: number;
  /** First matrix column. */
  at: number;
}

function fillFeature(step: FillStep, target: MatrixTarget): void {
  const { feature, source, rows, at } = step;
  const { values, rowStep, columnStep } = target;
  const count = rows?.length ?? step.count;
  const start = at * columnStep;
  if (feature.kind === 'numeric') {
    const raw = rawNumbers(feature.name, source);
    for (let i = 0; i < count; i++) values[start + i * rowStep] = numericFeature(feature, raw(rows ? rows[i]! : i));
    return;
  }
  const code = rawCodes(feature, source);
  const oneHot = feature.encoding === 'onehot';
  for (let i = 0; i < count; i++) {
    const index = code(rows ? rows[i]! : i);
    if (!oneHot) values[start + i * rowStep] = index < 0 ? Number.NaN : index;
    else if (index >= 0) values[start + i * rowStep + index * columnStep] = 1;
  }
}

/** Reads a frame column as numbers; a category column is accepted when all its categories are numbers. */
function rawNumbers(name: string, source: FrameColumn): (row: number) => number {
  if (source.kind === 'number') {
    const { values } = source;
    return (row) => values[row]!;
  }
  const numbers = Float64Array.from(source.dictionary, (text) => (text.trim() === '' ? Number.NaN : Number(text)));
  if (source.dictionary.some((text, i) => text.trim() !== '' && Number.isNaN(numbers[i]!))) {
    throw fail('ML_INPUT_COLUMN_KIND', { column: name, found: 'texts', expected: 'numbers' });
  }
  const { codes } = source;
  return (row) => (codes[row]! < 0 ? Number.NaN : numbers[codes[row]!]!);
}

/** Reads a frame column as indexes into the feature's categories; −1 for missing and unseen. */
function rawCodes(feature: Extract<FeatureColumn, { kind: 'category' }>, source: FrameColumn): (row: number) => number {
  const index = categoryIndex(feature.categories);
  if (source.kind === 'category') {
    const map = Int32Array.from(source.dictionary, (text) => index.get(text) ?? -1);
    const { codes } = source;
    return (row) => (codes[row]! < 0 ? -1 : map[codes[row]!]!);
  }
  const byNumber = new Map([...index].map(([text, i]) => [Number(text), i]));
  const { values } = source;
  return (row) => byNumber.get(values[row]!) ?? -1;
}

function missingColumn(column: string, frame: Frame) {
  const near = closest(column, frame.columns.keys());
  return fail('ML_INPUT_COLUMN_MISSING', { column, suggestion: near ? ` (did you mean “${near}”?)` : '' });
}
