import { expect, test } from 'vitest';
import { TrainSettings } from '../../../contract/model.ts';
import { frameOf, patternFrame, rejectOtherTargets } from '../testing/frames.ts';
import { fitFeatures } from './fit.ts';
import { rowMajorMatrix } from './matrix.ts';
import { createRecordEncoder } from './record.ts';
import { matrixWidth } from './values.ts';

const settings = (more: object = {}) => TrainSettings.parse({ task: 'binary', target: 'label', ...more });
const allRows = (rows: number) => Uint32Array.from({ length: rows }, (_, i) => i);

test.each(['tree', 'linear'] as const)('records and frames give the same matrix (%s style)', (style) => {
  const frame = patternFrame(300);
  const { columns } = fitFeatures(frame, allRows(200), {
    settings: settings({ features: rejectOtherTargets('label') }),
    style,
  });
  const matrix = rowMajorMatrix(frame, columns);
  const width = matrixWidth(columns);
  const encode = createRecordEncoder(columns);
  const row = new Float32Array(width);
  for (let i = 0; i < frame.rows; i++) {
    const record: Record<string, unknown> = {};
    for (const { name } of columns) {
      const column = frame.columns.get(name)!;
      if (column.kind === 'category') record[name] = column.dictionary[column.codes[i]!];
      else record[name] = Number.isNaN(column.values[i]!) ? null : column.values[i];
    }
    encode(record, row, 0);
    expect(row).toEqual(matrix.subarray(i * width, (i + 1) * width));
  }
});

test('ids and constants are left out of an automatic choice, and said so', () => {
  const count = 200;
  const frame = frameOf({
    id: Array.from({ length: count }, (_, i) => `c${i}`),
    same: Array.from({ length: count }, () => 7),
    good: Array.from({ length: count }, (_, i) => i % 9),
    label: Array.from({ length: count }, (_, i) => (i % 2 ? 'yes' : 'no')),
  });
  const fitted = fitFeatures(frame, allRows(count), { settings: settings(), style: 'tree' });
  expect(fitted.columns.map(({ name }) => name)).toEqual(['good']);
  expect(fitted.rejected.map(({ name }) => name)).toEqual(['id', 'same']);
  expect(fitted.diagnostics.map(({ code }) => code)).toEqual(['ID_LIKE', 'CONSTANT']);
});

test('numbers too large for float32 are centred, so that neighbours stay apart', () => {
  const start = 1_767_225_600;
  const frame = frameOf({
    at: Array.from({ length: 100 }, (_, i) => start + i * 60),
    label: Array.from({ length: 100 }, (_, i) => (i % 2 ? 'yes' : 'no')),
  });
  const { columns } = fitFeatures(frame, allRows(100), { settings: settings(), style: 'tree' });
  expect(new Set(rowMajorMatrix(frame, columns)).size).toBe(100);
});

test('rare categories beyond the limit become missing, and so do unseen ones', () => {
  const frame = frameOf({
    c: ['a', 'a', 'a', 'b', 'b', 'c', 'd', null],
    label: ['yes', 'no', 'yes', 'no', 'yes', 'no', 'yes', 'no'],
  });
  const { columns } = fitFeatures(frame, allRows(8), { settings: settings({ maxCategories: 2 }), style: 'tree' });
  expect(columns).toEqual([{ kind: 'category', name: 'c', encoding: 'ordinal', categories: ['a', 'b'] }]);
  expect([...rowMajorMatrix(frame, columns)]).toEqual([0, 0, 0, 1, 1, Number.NaN, Number.NaN, Number.NaN]);
});

test('unknown columns in the settings are named, with the likely one', () => {
  const frame = patternFrame(50);
  const features = [{ column: 'knd', use: 'input' }];
  expect(() => fitFeatures(frame, allRows(50), { settings: settings({ features }), style: 'tree' })).toThrow(
    expect.objectContaining({ code: 'ML_COLUMN_UNKNOWN', message: expect.stringContaining('“kind”') }),
  );
});

test('a record with a missing or mistyped feature is refused by name', () => {
  const encode = createRecordEncoder([
    { kind: 'numeric', name: 'amount', impute: null, scale: null },
    { kind: 'category', name: 'kind', encoding: 'ordinal', categories: ['a'] },
  ]);
  const into = new Float32Array(2);
  const code = (record: Record<string, unknown>) => {
    try {
      encode(record, into, 0);
      return 'fine';
    } catch (error) {
      return `${(error as { code: string }).code}: ${(error as Error).message}`;
    }
  };
  expect(code({ amount: 1, kind: 'a' })).toBe('fine');
  expect(code({ amount: null, kind: null })).toBe('fine');
  expect(code({ kind: 'a' })).toBe('ML_FEATURE_MISSING: The feature “amount” is missing');
  expect(code({ amount: '12', kind: 'a' })).toBe(
    'ML_FEATURE_TYPE: The feature “amount” must be a number, but got “12”',
  );
  expect(code({ amount: 1, kind: { x: 1 } })).toBe(
    'ML_FEATURE_TYPE: The feature “kind” must be a text, but got {"x":1}',
  );
});

test('a frame without a needed column is refused by name', () => {
  const columns = [{ kind: 'numeric', name: 'x0', impute: null, scale: null } as const];
  expect(() => rowMajorMatrix(frameOf({ x1: [1] }), columns)).toThrow(
    expect.objectContaining({ code: 'ML_INPUT_COLUMN_MISSING' }),
  );
  expect(() => rowMajorMatrix(frameOf({ x0: ['one'] }), columns)).toThrow(
    expect.objectContaining({ code: 'ML_INPUT_COLUMN_KIND' }),
  );
});
