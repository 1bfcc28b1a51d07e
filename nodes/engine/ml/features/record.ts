import type { FeatureColumn } from '../../../contract/model.ts';
import { categoryIndex, featureWidth, matrixWidth, numericFeature, recordCategory, recordNumber } from './values.ts';

/** Values by name, or by place. */
export type FeatureRecord = Readonly<Record<string | number, unknown>>;

/** Writes one record's features into `into` from `offset`; missing features and mistyped values throw. */
export type RecordEncoder = (record: FeatureRecord, into: Float32Array, offset: number) => void;

/**
 * The encoder of single records: the same values as `fillMatrix`, one row at a time. With `names` a record is a list of values in their
 * order, which is read faster than an object.
 */
export function createRecordEncoder(columns: readonly FeatureColumn[], names?: readonly string[]): RecordEncoder {
  let at = 0;
  const writers = columns.map((column) => {
    const key = names ? names.indexOf(column.name) : column.name;
    const write = featureWriter(column, key, at);
    at += featureWidth(column);
    return write;
  });
  const width = matrixWidth(columns);
  const hasOneHot = width !== columns.length;
  return (record, into, offset) => {
    if (hasOneHot) into.fill(0, offset, offset + width);
    for (let i = 0; i < writers.length; i++) writers[i]!(record, into, offset);
  };
}

function featureWriter(column: FeatureColumn, key: string | number, at: number): RecordEncoder {
  const { name } = column;
  if (column.kind === 'numeric') {
    return (record, into, offset) => {
      into[offset + at] = numericFeature(column, recordNumber(name, record[key]));
    };
  }
  const index = categoryIndex(column.categories);
  const oneHot = column.encoding === 'onehot';
  return (record, into, offset) => {
    const category = recordCategory(name, record[key]);
    const code = category === null ? undefined : index.get(category);
    if (!oneHot) into[offset + at] = code ?? Number.NaN;
    else if (code !== undefined) into[offset + at + code] = 1;
  };
}
