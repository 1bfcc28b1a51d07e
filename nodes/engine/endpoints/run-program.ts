import { fail } from '../../contract/errors/index.ts';
import type { Column, DataType, Schema } from '../../contract/schema.ts';
import { compileExpr, type Row } from '../expr/row.ts';
import type { Value } from '../expr/value.ts';
import { decodeValue } from '../expr/value-codec.ts';
import type { Program, Stage } from './program.ts';
import { type KeyedTable, lookupKey } from './table-file.ts';
import { compileWindows } from './window-row.ts';

/** The features of one record in the order of the program's, as the scorer takes them. */
export type Features = (string | number | null)[];

type RawRecord = Readonly<Record<string, unknown>>;

interface Override {
  name: string;
  value: Value;
}

const none: readonly Override[] = [];

/**
 * Compiles a program to a function from a raw record to features. A record may also carry any derived column: it is then taken as
 * sent; one with all features needs no raw column. `into`: a list to write the features to instead of a new one.
 * SERVING_FEATURE_MISSING, VALUE_TYPE.
 */
export function compileProgramRunner(
  program: Program,
  tables: ReadonlyMap<string, KeyedTable>,
): (record: RawRecord, into?: Features) => Features {
  const raw = program.raw.filter((column) => program.required.includes(column.name));
  const rawNames = new Set(program.raw.map((column) => column.name));
  const schemas = [raw, ...program.stages.map((stage) => stage.schema)];
  const steps = program.stages.map((stage, index) => compileStage(stage, schemas[index]!, tables));
  const derived = new Map<string, DataType>();
  for (const stage of program.stages)
    for (const column of stage.schema) if (!rawNames.has(column.name)) derived.set(column.name, column.type);
  const readers = raw.map(rawReader);
  const toFeatures = featureWriter(program.features);
  return (record, into = []) => {
    const overrides = derived.size === 0 ? none : overridesOf(record, derived);
    if (overrides.length > 0 && program.features.every((column) => record[column.name] !== undefined)) {
      return toFeatures(
        program.features.map((column) => decodeValue(record[column.name], column.type, { column: column.name })),
        into,
      );
    }
    let row: Row = new Array<Value>(readers.length);
    for (let i = 0; i < readers.length; i++) (row as Value[])[i] = readers[i]!(record);
    for (let index = 0; index < steps.length; index++) {
      row = steps[index]!(row);
      if (overrides.length > 0) row = applyOverrides(row, schemas[index + 1]!, overrides);
    }
    return toFeatures(row, into);
  };
}

function rawReader({ name, type }: Column): (record: RawRecord) => Value {
  const where = { column: name };
  // Values that JSON gives as they are skip the decoder.
  const plain = type === 'double' ? 'number' : type === 'string' ? 'string' : undefined;
  return (record) => {
    const value = record[name];
    if (typeof value === plain) return value as Value;
    if (value === undefined) throw fail('SERVING_FEATURE_MISSING', where);
    return decodeValue(value, type, where);
  };
}

function overridesOf(record: RawRecord, derived: ReadonlyMap<string, DataType>): Override[] {
  const overrides: Override[] = [];
  for (const name in record) {
    const type = derived.get(name);
    if (type !== undefined) overrides.push({ name, value: decodeValue(record[name], type, { column: name }) });
  }
  return overrides;
}

function applyOverrides(row: Row, schema: Schema, overrides: readonly Override[]): Row {
  const changed = [...row];
  for (const { name, value } of overrides) {
    const at = schema.findIndex((column) => column.name === name);
    if (at >= 0) changed[at] = value;
  }
  return changed;
}

function compileStage(stage: Stage, before: Schema, tables: ReadonlyMap<string, KeyedTable>): (row: Row) => Row {
  switch (stage.op) {
    case 'project': {
      const columns = stage.columns.map((column) => compileExpr(column.expr, before));
      return (row) => columns.map((column) => column(row));
    }
    case 'lookup':
      return compileLookup(stage, before, requireTable(tables, stage.table));
    case 'window':
      return compileWindowStage(stage, before, tables);
  }
}

function compileWindowStage(
  stage: Extract<Stage, { op: 'window' }>,
  before: Schema,
  tables: ReadonlyMap<string, KeyedTable>,
): (row: Row) => Row {
  const windows = stage.columns.map((column, index) => ({
    column,
    history: requireTable(tables, stage.history[index]!),
  }));
  const figuresOf = compileWindows(windows, before);
  // A figure is told from a column that was there before by its place: those come after them.
  const places = stage.schema.map(({ name, type }) => {
    const made = stage.columns.findIndex((column) => column.name === name);
    return { at: made >= 0 ? before.length + made : placeOf(before, name), type };
  });
  return (row) => {
    const figures = figuresOf(row);
    return places.map(({ at, type }) =>
      at < before.length ? (row[at] ?? null) : asType(figures[at - before.length]!, type),
    );
  };
}

/** A figure as a value of the type the column has. */
function asType(value: Value, type: DataType | undefined): Value {
  if (type === 'bigint' && typeof value === 'number') return BigInt(value);
  if ((type === 'double' || type === 'int') && typeof value === 'bigint') return Number(value);
  return type === 'decimal' && typeof value === 'number' ? String(value) : value;
}

function compileLookup(stage: Extract<Stage, { op: 'lookup' }>, before: Schema, table: KeyedTable): (row: Row) => Row {
  const isRead = stage.columns.some((column) => column.from === 'table');
  const keys = isRead ? stage.keys.map((key) => compileExpr(key, before)) : [];
  const cells = stage.columns.map((column) => {
    if (column.from === 'live') {
      const pick = picker(before, column.column);
      return (row: Row) => pick(row);
    }
    const values = table.columns.get(column.column) ?? [];
    return (_: Row, found: number) => (found < 0 ? null : (values[found] ?? null));
  });
  return (row) => {
    const key = isRead ? lookupKey(keys.map((one) => one(row))) : null;
    const found = key === null ? -1 : (table.find(key)?.start ?? -1);
    return cells.map((cell) => cell(row, found));
  };
}

function picker(schema: Schema, name: string): (row: Row) => Value {
  const at = placeOf(schema, name);
  return (row) => row[at] ?? null;
}

function placeOf(schema: Schema, name: string): number {
  const at = schema.findIndex((column) => column.name === name);
  if (at < 0) throw fail('SERVING_PACKAGE', { problem: `its program reads the column “${name}”, which no step makes` });
  return at;
}

function requireTable(tables: ReadonlyMap<string, KeyedTable>, name: string): KeyedTable {
  const table = tables.get(name);
  if (!table) throw fail('SERVING_PACKAGE', { problem: `its table “${name}” is missing` });
  return table;
}

/** Values as the scorer takes them, by the rules of batch scoring: dates and times are milliseconds, booleans `true` and `false`. */
function featureWriter(schema: Schema): (row: Row, into: Features) => Features {
  const converters = schema.map(({ type }) => featureOf(type));
  return (row, into) => {
    for (let i = 0; i < converters.length; i++) {
      const value = row[i] ?? null;
      into[i] = value === null ? null : converters[i]!(value);
    }
    return into;
  };
}

function featureOf(type: DataType): (value: Value) => string | number | null {
  switch (type) {
    case 'string':
      return String;
    case 'boolean':
      return (value) => (value ? 'true' : 'false');
    case 'date':
      return (value) => (value as number) * 86_400_000;
    case 'timestamp':
    case 'timestamptz':
      return (value) => (value as number) / 1000;
    case 'int':
    case 'bigint':
    case 'double':
    case 'decimal':
      return Number;
    default:
      return () => null;
  }
}
