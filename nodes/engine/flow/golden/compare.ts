import type { GoldenDiff } from '../../../contract/golden.ts';
import type { GoldenExpectation, GoldenTable } from '../../../contract/project/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { type SameCell, sameCell } from './cells.ts';
import { type Pair, pairRows } from './pair-rows.ts';

/** How many differences of a kind are listed; all are counted. */
const listed = 100;

/** Rows of the result that are kept to look at. */
const firstRows = 50;

type Row = readonly unknown[];

/**
 * Compares rows with what a test expects of them, whatever their order unless that counts. Columns that came to it are told, but are
 * no failure: the test says what must stay.
 */
export function compareRows(
  expected: GoldenExpectation,
  actual: GoldenTable,
  { dataset, tolerance }: { dataset: string; tolerance: number },
): GoldenDiff {
  const columns = comparedColumns(expected, actual);
  const { schema } = columns;
  const same: SameCell = (a, b, column) => sameCell(a, b, { type: schema[column]?.type ?? 'string', tolerance });
  const left = expected.rows.map((row) => columns.expected.map((index) => row[index] ?? null));
  const right = actual.rows.map((row) => columns.actual.map((index) => row[index] ?? null));
  const keys = expected.keys.map((key) => schema.findIndex(({ name }) => name === key)).filter((index) => index >= 0);
  const { equal, changed, missing, extra } = pairRows(left, right, { schema, same, keys });
  const orderDiffers = expected.ordered && isShuffled([...equal, ...changed]);
  const types = changedTypes(expected.schema, actual.schema, expected.ignore);
  const isSame = missing.length + extra.length + changed.length + columns.missing.length + types.length === 0;
  return {
    dataset,
    ok: isSame && !orderDiffers,
    schema,
    rowsExpected: expected.rows.length,
    rowsActual: actual.rows.length,
    sameRows: equal.length,
    counts: { missing: missing.length, extra: extra.length, changed: changed.length },
    missing: missing.slice(0, listed).map((row) => ({ expectedRow: row, row: [...left[row]!] })),
    extra: extra.slice(0, listed).map((row) => ({ actualRow: row, row: [...right[row]!] })),
    changed: changed.slice(0, listed).map((pair) => changedRow(pair, { schema, left, right, same })),
    missingColumns: columns.missing,
    extraColumns: columns.extra,
    changedTypes: types,
    orderDiffers,
    ignored: expected.schema.flatMap(({ name }) => (expected.ignore.includes(name) ? [name] : [])),
    ordered: expected.ordered,
    first: right.slice(0, firstRows),
  };
}

/** The differences in words: `2 rows changed, 1 missing`. */
export function diffWords(diff: GoldenDiff): string {
  if (diff.ok) return `${diff.rowsExpected} ${diff.rowsExpected === 1 ? 'row' : 'rows'} as expected`;
  const { missing, extra, changed } = diff.counts;
  const names = (columns: Schema) => columns.map(({ name }) => `“${name}”`).join(', ');
  const parts = [
    diff.missingColumns.length > 0 ? `without ${names(diff.missingColumns)}` : '',
    ...diff.changedTypes.map(({ column, expected, actual }) => `“${column}” is ${actual} instead of ${expected}`),
    changed > 0 ? `${changed} ${changed === 1 ? 'row' : 'rows'} changed` : '',
    missing > 0 ? `${missing} ${missing === 1 ? 'row' : 'rows'} missing` : '',
    extra > 0 ? `${extra} ${extra === 1 ? 'row' : 'rows'} too many` : '',
    diff.orderDiffers ? 'the rows are in another order' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Columns that both have and that are compared, as expected, with their places on both sides. */
function comparedColumns({ schema, ignore }: GoldenExpectation, actual: GoldenTable) {
  const wanted = schema.filter(({ name }) => !ignore.includes(name));
  const place = (list: Schema, wantedName: string) => list.findIndex(({ name }) => name === wantedName);
  const both = wanted.filter(({ name }) => place(actual.schema, name) >= 0);
  return {
    schema: both,
    expected: both.map(({ name }) => place(schema, name)),
    actual: both.map(({ name }) => place(actual.schema, name)),
    missing: wanted.filter(({ name }) => place(actual.schema, name) < 0),
    extra: actual.schema.filter(({ name }) => place(schema, name) < 0 && !ignore.includes(name)),
  };
}

function changedTypes(expected: Schema, actual: Schema, ignore: readonly string[]): GoldenDiff['changedTypes'] {
  return expected.flatMap(({ name, type }) => {
    const now = actual.find((column) => column.name === name);
    if (!now || now.type === type || ignore.includes(name)) return [];
    return [{ column: name, expected: type, actual: now.type }];
  });
}

function changedRow(
  { expected, actual }: Pair,
  tables: { schema: Schema; left: readonly Row[]; right: readonly Row[]; same: SameCell },
): GoldenDiff['changed'][number] {
  const { schema, left, right, same } = tables;
  const before = left[expected]!;
  const after = right[actual]!;
  const cells = schema.flatMap(({ name }, index) =>
    same(before[index], after[index], index) ? [] : [{ column: name, expected: before[index], actual: after[index] }],
  );
  return { expectedRow: expected, actualRow: actual, row: [...before], cells };
}

/** Rows that are there in another order than expected. */
function isShuffled(pairs: readonly Pair[]): boolean {
  const sorted = pairs.toSorted((a, b) => a.expected - b.expected);
  return sorted.some((pair, index) => index > 0 && pair.actual < sorted[index - 1]!.actual);
}
