import type { z } from 'zod';
import { closest } from '../../../base/closest.ts';
import { issueWords } from '../../../base/issue-words.ts';
import { fail } from '../../../contract/errors/index.ts';
import { type DataType, numericTypes, type Schema, temporalTypes } from '../../../contract/schema.ts';
import { column as columnRef } from '../../expr/build.ts';
import { compileFormula, compileTyped } from '../../expr/check.ts';
import type { TypedExpr } from '../../expr/functions/function-kind.ts';
import { describeType } from '../../expr/types.ts';
import type { Expr } from '../../sql/expr-tree.ts';

export interface OutputColumn {
  name: string;
  value: TypedExpr;
}

/** What a step does: gives all columns anew, or keeps the rows where a condition holds. */
export type StepResult = { columns: OutputColumn[] } | { where: Expr };

/** The relation a step sees: its columns, with errors that name the step. */
export class StepRelation {
  readonly schema: Schema;
  private readonly step: number;
  private readonly label: string;

  constructor(schema: Schema, place: { step: number; label: string }) {
    this.schema = schema;
    this.step = place.step;
    this.label = place.label;
  }

  /** A column as an expression. PREPARE_COLUMN_UNKNOWN. */
  column(name: string): TypedExpr {
    const found = this.schema.find((column) => column.name === name);
    if (found !== undefined) return columnRef(name, found.type);
    const near = closest(
      name,
      this.schema.map((column) => column.name),
    );
    const suggestion = near === undefined ? '' : `; did you mean “${near}”?`;
    throw fail('PREPARE_COLUMN_UNKNOWN', { ...this.place(), name, suggestion });
  }

  /** A column of one of the types. PREPARE_TYPE. */
  typed(name: string, types: readonly DataType[], expected: string): TypedExpr {
    const found = this.column(name);
    if (found.type !== 'null' && types.includes(found.type)) return found;
    throw fail('PREPARE_TYPE', { ...this.place(), name, expected, found: describeType(found.type) });
  }

  text(name: string): TypedExpr {
    return this.typed(name, ['string'], 'text');
  }

  number(name: string): TypedExpr {
    return this.typed(name, numericTypes, 'a number');
  }

  temporal(name: string): TypedExpr {
    return this.typed(name, temporalTypes, 'a date or timestamp');
  }

  /** A formula over the columns, optionally of a type. FORMULA_* errors. */
  formula(text: string, expect?: DataType): TypedExpr {
    return expect === undefined ? compileTyped(text, this.schema) : compileFormula(text, this.schema, expect);
  }

  /** All columns as they are. */
  all(): OutputColumn[] {
    return this.schema.map(({ name, type }) => ({ name, value: columnRef(name, type) }));
  }

  /** All columns, some with new values. */
  replaced(values: ReadonlyMap<string, TypedExpr>): StepResult {
    return { columns: this.all().map(({ name, value }) => ({ name, value: values.get(name) ?? value })) };
  }

  /** Each named column through a function, in place. */
  mapped(names: readonly string[], map: (name: string) => TypedExpr): StepResult {
    return this.replaced(new Map(names.map((name) => [name, map(name)])));
  }

  /** All columns and new ones after `source` (at the end without it). PREPARE_COLUMN_EXISTS. */
  added(columns: readonly OutputColumn[], source?: string): StepResult {
    const result = this.all();
    const at = source === undefined ? -1 : result.findIndex((column) => column.name === source);
    this.checkNew(columns.map((column) => column.name));
    result.splice(at < 0 ? result.length : at + 1, 0, ...columns);
    return { columns: result };
  }

  /** The value in a new column after `source` when a name is given that is not the source's, else in place of it. */
  placed(name: string | undefined, value: TypedExpr, source: string): StepResult {
    if (!name || name === source) return this.replaced(new Map([[source, value]]));
    return this.added([{ name, value }], source);
  }

  /** New names must differ from all others, in more than case. */
  private checkNew(names: readonly string[]): void {
    const taken = new Set(this.schema.map((column) => column.name.toLowerCase()));
    for (const name of names) {
      if (taken.has(name.toLowerCase())) throw fail('PREPARE_COLUMN_EXISTS', { ...this.place(), name });
      taken.add(name.toLowerCase());
    }
  }

  /** The named columns must be all different, in more than case. */
  checkDistinct(names: readonly string[]): void {
    const taken = new Set<string>();
    for (const name of names) {
      if (taken.has(name.toLowerCase())) throw fail('PREPARE_COLUMN_EXISTS', { ...this.place(), name });
      taken.add(name.toLowerCase());
    }
  }

  problem(problem: string): Error {
    return fail('PREPARE_SETTINGS', { ...this.place(), problem });
  }

  settingsError(issue: z.core.$ZodIssue | undefined): Error {
    const path = issue?.path.join('.') ?? '';
    return this.problem(`${path === '' ? '' : `${path}: `}${issueWords(issue, 'the settings are not as expected')}`);
  }

  place(): { step: number; label: string } {
    return { step: this.step, label: this.label };
  }
}
