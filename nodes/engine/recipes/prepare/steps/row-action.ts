import type { FormField } from '../../../../contract/catalog.ts';
import { call, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import type { StepResult } from '../step-relation.ts';

/** Keeps the rows where the condition is true, or removes exactly those. */
export function rowsWhere(condition: TypedExpr, action: 'keep' | 'remove'): StepResult {
  if (action === 'keep') return { where: condition.expr };
  return { where: call('not', call('coalesce', condition, literal(false))).expr };
}

export const actionField: FormField = {
  key: 'action',
  label: 'Rows that match',
  widget: 'choice',
  choices: [
    { value: 'keep', label: 'Keep' },
    { value: 'remove', label: 'Remove' },
  ],
};
