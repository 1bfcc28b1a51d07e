import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import type { DataType, Schema } from '../../contract/schema.ts';
import { type CompiledFormula, compileFormula } from '../expr/check.ts';
import type { Expr } from '../sql/expr-tree.ts';

/** A setting that holds a formula: in words, and as a path. */
export interface FormulaPlace {
  where: string;
  path: string;
}

/** The formula of a setting. RECIPE_FORMULA naming the setting and what is wrong. */
export function formula(text: string, schema: Schema, place: FormulaPlace): CompiledFormula {
  return compile(text, { schema, place });
}

/** The formula of a setting that is true or false. RECIPE_FORMULA. */
export function condition(text: string, schema: Schema, place: FormulaPlace): Expr {
  return compile(text, { schema, place, expected: 'boolean' }).expr;
}

function compile(text: string, input: { schema: Schema; place: FormulaPlace; expected?: DataType }): CompiledFormula {
  try {
    return compileFormula(text, input.schema, input.expected);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw fail(
      'RECIPE_FORMULA',
      { ...input.place, problem: error.message, formula: error.code, ...error.data },
      { cause: error },
    );
  }
}
