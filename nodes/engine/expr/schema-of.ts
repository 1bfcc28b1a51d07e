import type { Schema } from '../../contract/schema.ts';
import type { Plan } from '../sql/plan.ts';
import { schemaOfPlan } from '../sql/plan-schema.ts';
import { typeOf } from './type-of.ts';

/** Columns and types a plan yields, computed without the database. */
export function planSchema(plan: Plan): Schema {
  return schemaOfPlan(plan, typeOf);
}
