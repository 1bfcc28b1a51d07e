import { checkFormula } from '../engine/expr/check.ts';
import type { HandlersOf } from '../server/bind-routes.ts';

/** Checking a formula as it is typed. */
export function formulaHandlers(): HandlersOf<'formula.check'> {
  return {
    'formula.check': (_context, { body }) => {
      const { type, problems } = checkFormula(body.formula, body.schema);
      return { type: type ?? null, problems };
    },
  };
}
