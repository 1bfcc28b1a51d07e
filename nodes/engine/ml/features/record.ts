import type { FeatureColumn } from '../../../contract/model.ts';
import { categoryIndex, featureWidth, matrixWidth, numericFeature, recordCategory, recordNumber } from './values.ts';

/** Writes one record's features into `into` from `offset`; missing features and mistyped values throw. */
export type RecordEncoder = (record: Readonly<Record<string, unknown>>, into: Float32Array, offset: number) => void;

/** The encoder of single records: the same values as `fillMatrix`, one row at a time. */
export function createRecordEncoder(columns: readonly FeatureColumn[]): RecordEncoder {
  let at = 0;
  const writers = columns.map((column) => {
    const write = featureWriter(column, at);
    at += featureWidth(column);
    return write;
  });
  const width = matrixWidth(columns);
  const hasOneHot = width !== columns.length;
  return (record, into, offset) => {
    if (hasOneHot) into.fill(0, offset, offset + width);
    for (const write of writers) write(record, into, offset);
  };
}

function featureWriter(column: FeatureColumn, at: number): RecordEncoder {
  const { name } = column;
  if (column.kind === 'numeric') {
    return (record, into, offset) => {
      into[offset + at] = numericFeature(column, recordNumber(name, record[name]));
    };
  }
  const index = categoryIndex(column.categories);
  const oneHot = column.encoding === 'onehot';
  return (record, into, offset) => {
    const category = recordCategory(name, record[name]);
    const code = category === null ? undefined : index.get(category);
    if (!oneHot) into[offset + at] = code ?? Number.NaN;
    else if (code !== undefined) into[offset + at + code] = 1;
  };
}
