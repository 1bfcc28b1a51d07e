import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Column, DataType, Schema } from '../../contract/schema.ts';
import { numericTypes, temporalTypes } from '../../contract/schema.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { OrderBy, Plan, Projection } from '../sql/plan.ts';
import type { DatasetInput, RecipeContext } from './recipe-kind.ts';

/** The input of a role; the graph is checked before kinds are asked, so an absent one is a bug. */
export function inputOf(context: RecipeContext, role = 'input', index = 0): DatasetInput {
  const input = context.inputs[role]?.[index];
  if (!input) throw new Error(`input ${role}[${index}] is not connected`);
  return input;
}

export function scanOf(input: DatasetInput): Plan {
  return { op: 'scan', table: input.id, schema: input.schema };
}

export function col(name: string): Expr {
  return { op: 'col', name };
}

/** The column of that name. RECIPE_COLUMN_UNKNOWN with the nearest name; `where` is the setting in words, `path` in dots. */
export function requireColumn(input: DatasetInput, name: string, at: { where: string; path: string }): Column {
  const found = input.schema.find((column) => column.name === name);
  if (found) return found;
  const near = closest(
    name,
    input.schema.map((column) => column.name),
  );
  throw fail('RECIPE_COLUMN_UNKNOWN', {
    ...at,
    input: input.name,
    column: name,
    suggestion: near ? `; did you mean “${near}”?` : '',
  });
}

/** A column whose type is one of `types`. RECIPE_COLUMN_TYPE. */
export function requireType(
  column: Column,
  types: readonly DataType[],
  at: { where: string; path: string; expected: string },
): void {
  if (types.includes(column.type)) return;
  throw fail('RECIPE_COLUMN_TYPE', { ...at, column: column.name, found: column.type });
}

/** RECIPE_COLUMN_TWICE when two names are the same but for case. */
export function requireDistinct(names: readonly string[], where: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw fail('RECIPE_COLUMN_TWICE', { where, column: name });
    seen.add(folded);
  }
}

export function sameColumns(schema: Schema): Projection[] {
  return schema.map(({ name }) => ({ name, expr: col(name) }));
}

export function isNumeric(type: DataType): boolean {
  return numericTypes.includes(type);
}

export function isTemporal(type: DataType): boolean {
  return temporalTypes.includes(type);
}

/** Sort keys from settings, columns checked. */
export function orderOf(
  input: DatasetInput,
  by: readonly { column: string; descending: boolean }[],
  path: string,
): OrderBy[] {
  return by.map((key, index) => {
    requireColumn(input, key.column, { where: 'Order', path: `${path}.${index}.column` });
    return { expr: col(key.column), descending: key.descending };
  });
}
