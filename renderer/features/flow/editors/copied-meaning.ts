import { emptyFormula, validFormula } from '../../../../nodes/contract/meaning-formula.ts';
import { ownMeaningId, ruleOfMeaning, tellingMeanings } from '../../../../nodes/contract/meanings.ts';
import type { OwnMeanings } from '../../../../nodes/contract/project/index.ts';
import type { Column, ColumnMeaning } from '../../../../nodes/contract/schema.ts';
import { columnInFormula } from '../../../forms/formula/formula-words.ts';
import type { Step } from './steps.ts';

/** A step whose formula was copied from a meaning, and the step that follows it instead. */
export interface CopiedMeaning {
  label: string;
  /** False: the meaning says something else by now. */
  isSame: boolean;
  step: Step;
}

/** The condition for valid cells in a formula, and the step that says the same of a meaning. */
interface Part {
  valid: string;
  /** Meanings that such a step reads in a way of its own. */
  except: readonly string[];
  follow: (meaning: ColumnMeaning) => Pick<Step, 'kind' | 'settings'>;
}

/** “Clear invalid cells” has stricter ideas of these than the meanings. */
const readOtherwise = ['integer', 'date', 'email', 'latitude', 'longitude', 'us-state'];

/** The meaning that a step of an older version was copied from, if there is one: the same formula, or the same with a list of other values. */
export function copiedMeaning(step: Step, schema: readonly Column[], own: OwnMeanings): CopiedMeaning | null {
  const { formula } = step.settings;
  if (typeof formula !== 'string') return null;
  for (const column of schema) {
    const part = partOf(step, formula.trim(), column);
    const found = part && meaningOf(part, column, own);
    if (found) return { label: found.label, isSame: found.isSame, step: { ...step, ...part.follow(found.meaning) } };
  }
  return null;
}

const between = (text: string, start: string, end: string): string | null =>
  text.startsWith(start) && text.endsWith(end) && text.length > start.length + end.length
    ? text.slice(start.length, text.length - end.length)
    : null;

function partOf({ kind, settings }: Step, formula: string, column: Column): Part | null {
  const name = columnInFormula(column.name);
  const columns = [column.name];
  if (kind === 'formula') {
    const valid = settings.column === column.name ? between(formula, 'if(', `, ${name}, null)`) : null;
    const follow = (meaning: ColumnMeaning) => ({ kind: 'clear-invalid', settings: { columns, meaning } });
    return valid === null ? null : { valid, except: readOtherwise, follow };
  }
  if (kind !== 'filter-formula') return null;
  const empty = emptyFormula(column, name);
  const action = settings.action === 'remove' ? 'remove' : 'keep';
  const invalid = between(formula, `(not ${empty} and not `, ')');
  const good = between(formula, `(${empty} or `, ')');
  const valid = invalid ?? good;
  if (valid === null) return null;
  const other = action === 'keep' ? 'remove' : 'keep';
  const follow = (meaning: ColumnMeaning) => ({
    kind: 'filter-meaning',
    settings: { columns, meaning, action: invalid === null ? other : action },
  });
  return { valid, except: [], follow };
}

function meaningOf({ valid, except }: Part, column: Column, own: OwnMeanings) {
  const chosen = (meaning: ColumnMeaning, label: string) => {
    const rule = ruleOfMeaning(meaning, own);
    const formula = rule ? validFormula({ ...column, meaning, rule }, columnInFormula(column.name)) : null;
    return formula === null ? [] : [{ meaning, label, formula }];
  };
  const ofProject = Object.values(own).flatMap(({ id, name }) => chosen(ownMeaningId(id), name));
  const builtIn = tellingMeanings.flatMap(({ value, label }) =>
    except.includes(value) ? [] : chosen(value as ColumnMeaning, label),
  );
  // What the column itself means goes before others that say the same.
  const all = [...ofProject, ...builtIn].toSorted(
    (a, b) => Number(b.meaning === column.meaning) - Number(a.meaning === column.meaning),
  );
  const same = all.find(({ formula }) => formula === valid || olderPattern(formula) === valid);
  if (same) return { ...same, isSame: true };
  const other = all
    .map((one) => ({ one, shared: sharedValues(one.formula, valid) }))
    .toSorted((a, b) => b.shared - a.shared)[0];
  return other && other.shared >= likely ? { ...other.one, isSame: false } : null;
}

/** Patterns for any case were written otherwise at first. */
const olderPattern = (formula: string): string => formula.replace("'(?i)^(?:", "'^(?:(?i)");

/** Lists that have at least so many of their values in common come from one another. */
const likely = 0.5;

/** The share of values that two lists of the same form have in common, of the values in either; 0 for other formulas. */
function sharedValues(a: string, b: string): number {
  const [first, second] = [listOf(a), listOf(b)];
  if (!first || !second || first.before !== second.before) return 0;
  const shared = [...first.values].filter((value) => second.values.has(value)).length;
  return shared / (first.values.size + second.values.size - shared);
}

function listOf(formula: string): { before: string; values: ReadonlySet<string> } | null {
  const found = /^(.*?) in \(((?:'(?:[^']|'')*'(?:, )?)+)\)\)$/s.exec(formula);
  if (!found) return null;
  return { before: found[1] ?? '', values: new Set(found[2]?.match(/'(?:[^']|'')*'/g)) };
}
