import type { LineageStep } from '../../../contract/lineage.ts';
import type { Schema } from '../../../contract/schema.ts';
import { lineageOfPlan } from '../../expr/lineage/plan-lineage.ts';
import { short } from '../../expr/lineage/plan-words.ts';
import { compose, type Made, type RelationLineage } from '../../expr/lineage/relation-lineage.ts';
import type { Plan } from '../../sql/plan.ts';
import { compileSteps, type SavedStep } from './compile-steps.ts';
import { steps as stepKinds } from './steps/registry.ts';

const BEFORE = 'before';

/** Lineage of prepare steps one by one, so that each change of a column names the step that made it. */
export function lineageOfSteps(saved: readonly SavedStep[], input: Plan, schema: Schema): RelationLineage {
  let lineage = lineageOfPlan(input);
  let columns = schema;
  for (const [index, step] of saved.entries()) {
    if (step.disabled) continue;
    const compiled = compileSteps([step], { op: 'scan', table: BEFORE, schema: columns }, columns);
    if (compiled.problems.length > 0) break;
    const own = told(lineageOfPlan(compiled.plan), { step, number: index + 1 });
    const inner = lineage;
    lineage = compose(own, (table) => (table === BEFORE ? inner : undefined));
    columns = compiled.schema;
  }
  return lineage;
}

/** What a step did, in its own words: its formula as written, else what its plan says. */
function told(lineage: RelationLineage, place: { step: SavedStep; number: number }): RelationLineage {
  const { step, number } = place;
  const label = stepKinds.find(step.kind)?.label ?? step.kind;
  const { formula } = step.settings;
  const words = (made: Made): Made => {
    if (made.how.length === 0) return made;
    const detail = typeof formula === 'string' ? formula : made.how.map(({ text }) => text).join('; ');
    const kind = made.how.at(-1)?.kind ?? 'formula';
    const how: LineageStep = { kind, text: short(`Step ${number}, ${label}: ${detail}`), step: step.id };
    return { ...made, how: [how] };
  };
  const columns = new Map([...lineage.columns].map(([name, made]) => [name, words(made)]));
  return { columns, rows: words(lineage.rows) };
}
