import { z } from 'zod';
import { emptyFormula, validFormula } from '../../../contract/meaning-formula.ts';
import { ownMeaningId, ruleOfMeaning } from '../../../contract/meanings.ts';
import type { OwnMeaning, OwnMeanings } from '../../../contract/project/index.ts';
import { type ColumnMeaning, OwnMeaningId } from '../../../contract/schema.ts';
import { columnText } from '../../expr/formula-text.ts';
import type { TypedExpr } from '../../expr/functions/function-kind.ts';
import type { SavedStep } from './compile-steps.ts';
import type { StepRelation } from './step-relation.ts';

/** What one of the project's meanings says of values: filled into the settings of a step before it is planned, never saved there. */
const MeaningDefinition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('values'), values: z.array(z.string()), caseSensitive: z.boolean() }),
  z.object({ kind: z.literal('pattern'), pattern: z.string(), caseSensitive: z.boolean() }),
]);
type MeaningDefinition = z.infer<typeof MeaningDefinition>;

/** For the settings of a step that follows a meaning. */
export const definitionField = { definition: MeaningDefinition.optional() };

const definitionOf = (meaning: OwnMeaning): MeaningDefinition => {
  const { caseSensitive } = meaning;
  return meaning.kind === 'values'
    ? { kind: 'values', values: meaning.values, caseSensitive }
    : { kind: 'pattern', pattern: meaning.pattern, caseSensitive };
};

/** Steps with the definitions of the project's meanings that they name, and those by id. */
export function followMeanings(steps: readonly SavedStep[], own: OwnMeanings) {
  const used: Record<string, unknown> = {};
  const followed = steps.map((step): SavedStep => {
    const { definition: _, ...settings } = step.settings;
    const { data } = OwnMeaningId.safeParse(settings.meaning);
    if (data === undefined || step.disabled) return { ...step, settings };
    const id = data.slice(ownMeaningId('').length);
    const meaning = own[id];
    if (!meaning) return { ...step, settings };
    const definition = definitionOf(meaning);
    used[id] = definition;
    return { ...step, settings: { ...settings, definition } };
  });
  return { steps: followed, used };
}

interface Chosen {
  meaning: ColumnMeaning;
  definition?: MeaningDefinition | undefined;
}

/** True for cells of a column that are valid for a meaning; what it says of empty cells does not count. PREPARE_SETTINGS for one that is gone. */
export function isValidFor(name: string, { meaning, definition }: Chosen, relation: StepRelation): TypedExpr {
  const formula = validFormula(ruledColumn(name, { meaning, definition }, relation), columnText(name));
  return relation.formula(formula ?? 'true', 'boolean');
}

/** True for cells that are neither empty nor valid for a meaning. PREPARE_SETTINGS. */
export function isInvalidFor(name: string, chosen: Chosen, relation: StepRelation): TypedExpr {
  const column = ruledColumn(name, chosen, relation);
  const valid = validFormula(column, columnText(name)) ?? 'true';
  return relation.formula(`not ${emptyFormula(column, columnText(name))} and not ${valid}`, 'boolean');
}

function ruledColumn(name: string, { meaning, definition }: Chosen, relation: StepRelation) {
  const { type } = relation.column(name);
  const id = meaning.replace(ownMeaningId(''), '');
  const own = definition ? { [id]: { ...definition, id, name: id } } : {};
  const rule = ruleOfMeaning(meaning, own);
  if (!rule) throw relation.problem(`this project has no meaning “${id}”`);
  return { name, type: type === 'null' ? ('string' as const) : type, meaning, rule };
}
