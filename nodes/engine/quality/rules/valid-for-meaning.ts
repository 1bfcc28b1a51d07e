import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { emptyFormula, validFormula } from '../../../contract/meaning-formula.ts';
import { meaningRules, ruleOfMeaning, tellingMeanings } from '../../../contract/meanings.ts';
import { type ColumnMeaning, Meaning, OwnMeaningId } from '../../../contract/schema.ts';
import { columnText } from '../../expr/formula-text.ts';
import { judgeRows, toleranceFields, toleranceForm } from '../limits.ts';
import { defineRule, type RuleTable } from '../rule-kind.ts';

const settings = z.object({
  column: z.string().min(1),
  /** Empty: what the column is said to mean. */
  meaning: z.union([z.literal(''), Meaning, OwnMeaningId]).default(''),
  ...toleranceFields,
});
type Settings = z.output<typeof settings>;

const finite = '-1.7976931348623157e308 and 1.7976931348623157e308';

/** What the cells are to be valid for. QUALITY_MEANING_NONE. */
function meaningOf({ column, meaning }: Settings, { schema, declared }: RuleTable): ColumnMeaning {
  const said = [declared, schema].flatMap((list) => list?.find(({ name }) => name === column)?.meaning ?? []);
  const found = meaning || said[0];
  if (!found) throw fail('QUALITY_MEANING_NONE', { column });
  return found;
}

/** Formula that holds for a row whose cell is empty or valid: as the grid marks cells. QUALITY_MEANING_*. */
function isGood(chosen: Settings, table: RuleTable): string {
  const meaning = meaningOf(chosen, table);
  const rule = ruleOfMeaning(meaning, table.meanings);
  if (!rule) throw fail('QUALITY_MEANING_UNKNOWN', { meaning: meaning.replace('own:', ''), column: chosen.column });
  const type = table.schema.find(({ name }) => name === chosen.column)?.type ?? 'string';
  const column = { name: chosen.column, type, meaning, rule };
  const name = columnText(chosen.column);
  const parts = [validFormula(column, name), type === 'double' ? `(${name} between ${finite})` : null];
  const valid = parts.filter((part) => part !== null);
  return valid.length > 0 ? `${emptyFormula(column, name)} or (${valid.join(' and ')})` : 'true';
}

const code = [{ name: 'code', type: 'string' as const }];
const own = {
  region: { id: 'region', name: 'Region', kind: 'values' as const, values: ['North', "O'Hara"], caseSensitive: false },
  part: { id: 'part', name: 'Part', kind: 'pattern' as const, pattern: '[A-Z]{2}-\\d+', caseSensitive: true },
};

/** Cells of a column fit what the column means. */
export const validForMeaning = defineRule({
  id: 'valid-for-meaning',
  label: 'Valid for its meaning',
  category: 'Column',
  icon: 'shield-check',
  keywords: ['meaning', 'invalid', 'e-mail', 'country', 'latitude', 'list', 'pattern', 'semantic'],
  help: 'Every value fits what the column means: a built-in meaning such as an e-mail address, or one that the project defines by a list or a pattern. Empty cells pass.',
  version: 1,
  settings,
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column' },
        {
          key: 'meaning',
          label: 'Meaning',
          widget: 'meaning',
          help: 'The project’s own meanings are followed: when one changes, so does the rule.',
          choices: [{ value: '', label: 'What the column means' }, ...tellingMeanings],
        },
        ...toleranceForm,
      ],
    },
  ],
  describe: ({ column, meaning }) => {
    if (meaning === '') return `${column} valid for its meaning`;
    const label = meaning in meaningRules ? meaningRules[meaning as Meaning].label : meaning.replace('own:', '');
    return `${column} valid as ${label}`;
  },
  columns: ({ column }) => [column],
  good: isGood,
  evaluate: (chosen, { failed }, { rows }) =>
    judgeRows(`have a ${chosen.column} that is not valid`, { failed: Number(failed), rows }, chosen),
  cases: [
    {
      title: 'what the column means, empty passes',
      settings: { column: 'code' },
      schema: code,
      declared: [{ name: 'code', type: 'string', meaning: 'email' }],
      rows: [['a@b.org'], [' '], [null]],
      expect: { status: 'OK', observed: 0 },
    },
    {
      title: 'a chosen meaning, within the tolerated share',
      settings: { column: 'code', meaning: 'country', errorAbove: 0.5 },
      schema: code,
      rows: [['DE'], ['norway'], ['Atlantis']],
      expect: { status: 'WARNING', observed: 1 },
    },
    {
      title: 'a list of the project, small and capital letters alike',
      settings: { column: 'code', meaning: 'own:region' },
      schema: code,
      meanings: own,
      rows: [['north'], ["O'Hara "], ['South']],
      expect: { status: 'ERROR', observed: 1 },
    },
    {
      title: 'a pattern of the project where the case counts',
      settings: { column: 'code' },
      schema: code,
      declared: [{ name: 'code', type: 'string', meaning: 'own:part' }],
      meanings: own,
      rows: [['AB-1'], ['ab-1'], ['AB-1x'], ['']],
      expect: { status: 'ERROR', observed: 2 },
    },
    {
      title: 'numbers',
      settings: { column: 'lat', meaning: 'latitude' },
      schema: [{ name: 'lat', type: 'double' }],
      rows: [[12.5], [91], ['NaN'], ['-Infinity'], [null]],
      expect: { status: 'ERROR', observed: 3 },
    },
    {
      title: 'a column without a meaning',
      settings: { column: 'code' },
      schema: code,
      rows: [['x']],
      expect: { status: 'NOT_COMPUTED' },
    },
    {
      title: 'a meaning that the project does not have',
      settings: { column: 'code', meaning: 'own:gone' },
      schema: code,
      rows: [['x']],
      expect: { status: 'NOT_COMPUTED' },
    },
  ],
});
