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

/** Which frame rows: the given ones, or `count` from `from`. */
export type RowChoice = Uint32Array | { from: number; count: number };

/** Writes the features of the chosen rows into the target, whose one-hot places must be zero. */
export type MatrixWriter = (rows: RowChoice, target: MatrixTarget) => void;

/**
 * Prepares the features of a frame. Throws ML_INPUT_COLUMN_MISSING / ML_INPUT_COLUMN_KIND when the frame does not have what
 * they need.
 */
export function createMatrixWriter(frame: Frame, columns: readonly FeatureColumn[]): MatrixWriter {
  let at = 0;
  const writers = columns.map((feature) => {
    const source = frame.columns.get(feature.name);
    if (!source) throw missingColumn(feature.name, frame);
    const writer =
      feature.kind === 'numeric' ? numericWriter(feature, source, at) : categoryWriter(feature, source, at);
    at += featureWidth(feature);
    return writer;
  });
  return (rows, target) => {
    for (const write of writers) write(rows, target);
  };
}

/** The row-major matrix of chosen rows (default: all). */
export function rowMajorMatrix(frame: Frame, columns: readonly FeatureColumn[], rows?: Uint32Array): Float32Array {
  const width = matrixWidth(columns);
  const values = new Float32Array((rows?.length ?? frame.rows) * width);
  const target = { values, rowStep: width, columnStep: 1 };
  createMatrixWriter(frame, columns)(rows ?? { from: 0, count: frame.rows }, target);
  return values;
}

function numericWriter(
  feature: Extract<FeatureColumn, { kind: 'numeric' }>,
  source: FrameColumn,
  at: number,
): MatrixWriter {
  if (source.kind === 'number' && feature.impute === null && feature.scale === null)
    return copyWriter(source.values, at);
  const raw = rawNumbers(feature.name, source);
  return (rows, { values, rowStep, columnStep }) => {
    let place = at * columnStep;
    const [from, count, list] = span(rows);
    for (let i = 0; i < count; i++, place += rowStep) {
      values[place] = numericFeature(feature, raw(list ? list[i]! : from + i));
    }
  };
}

/** Numbers as they are: what `numericFeature` gives without a value for missing and without a scale. */
function copyWriter(numbers: Float64Array | Float32Array, at: number): MatrixWriter {
  return (rows, { values, rowStep, columnStep }) => {
    let place = at * columnStep;
    const [from, count, list] = span(rows);
    if (list) for (let i = 0; i < count; i++, place += rowStep) values[place] = numbers[list[i]!]!;
    else for (let i = 0; i < count; i++, place += rowStep) values[place] = numbers[from + i]!;
  };
}

function categoryWriter(
  feature: Extract<FeatureColumn, { kind: 'category' }>,
  source: FrameColumn,
  at: number,
): MatrixWriter {
  const code = rawCodes(feature, source);
  const oneHot = feature.encoding === 'onehot';
  return (rows, { values, rowStep, columnStep }) => {
    let place = at * columnStep;
    const [from, count, list] = span(rows);
    for (let i = 0; i < count; i++, place += rowStep) {
      const index = code(list ? list[i]! : from + i);
      if (!oneHot) values[place] = index < 0 ? Number.NaN : index;
      else if (index >= 0) values[place + index * columnStep] = 1;
    }
  };
}

function span(rows: RowChoice): [number, number, Uint32Array | null] {
  return rows instanceof Uint32Array ? [0, rows.length, rows] : [rows.from, rows.count, null];
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
