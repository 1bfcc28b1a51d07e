import { z } from 'zod';
import { isAppError } from '../../../base/app-error.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Column } from '../../../contract/schema.ts';
import type { StatisticsBlock, StatisticsSection } from '../../../contract/statistics.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, isNumber, isTime, numberSql } from '../columns.ts';
import { ColumnName, Columns, slot, slotField } from '../fields.ts';
import { relateGroupings, relateGroups } from '../relation/groups.ts';
import { relateNumbers } from '../relation/numbers.ts';
import { relationCases } from './relation.cases.ts';

const columnSlot = slot('column', 'Column', { takes: 'category' });
const againstSlot = slot('against', 'Against', { takes: 'category', max: 30, word: 'against' });
/** Whole numbers with so few values are codes of groups, unless told otherwise. */
const fewValues = 10;

export const relation = defineCard({
  id: 'relation',
  version: 1,
  label: 'Relate two columns',
  category: 'Relate',
  icon: 'chart-dots',
  keywords: ['bivariate', 'scatter', 'regression', 'box plot', 'crosstab', 'contingency', 'mosaic'],
  help: 'One column against others: points and a line for two numbers, boxes for a number by groups, a table for two groupings.',
  settings: z.object({
    column: ColumnName,
    against: Columns,
    codes: z.enum(['groups', 'numbers']).default('groups'),
  }),
  slots: [columnSlot, againstSlot],
  form: [
    {
      fields: [
        slotField(columnSlot, 'The column of interest: a target, an outcome.'),
        slotField(againstSlot, 'The columns to relate it to, one after the other.'),
        {
          key: 'codes',
          label: 'Whole numbers of few values',
          help: `Columns of whole numbers with at most ${fewValues} different values, such as 0 and 1, are taken as groups or as numbers.`,
          widget: 'choice',
          choices: [
            { value: 'groups', label: 'Are groups' },
            { value: 'numbers', label: 'Are numbers' },
          ],
        },
      ],
    },
  ],
  async compute({ column, against, codes }, context) {
    const others = against.filter((name) => name !== column);
    if (others.length === 0)
      throw fail('STATISTICS_INCOMPLETE', { card: 'Relate two columns', missing: 'another column in “Against”' });
    const columns = [column, ...others].map((name) => columnOf(context.schema, name));
    const grouped = codes === 'groups' ? await codesIn(context, columns) : new Set<string>();
    const sections: StatisticsSection[] = [];
    for (const other of columns.slice(1))
      sections.push(await sectionOf({ column: columns[0]!, other, grouped }, context));
    return sections;
  },
  cases: relationCases,
});

/** Columns of whole numbers with few values. */
async function codesIn({ query, rows }: CardContext, columns: readonly Column[]): Promise<Set<string>> {
  const whole = columns.filter(({ type }) => type === 'int' || type === 'bigint');
  if (whole.length === 0) return new Set();
  const counts = await query(
    `SELECT ${whole.map((column) => `approx_count_distinct(${numberSql(column)})`).join(', ')} FROM ${rows}`,
  );
  return new Set(whole.filter((_, at) => Number(counts[at]?.[0] ?? 0) <= fewValues).map(({ name }) => name));
}

interface Pair {
  column: Column;
  other: Column;
  grouped: ReadonlySet<string>;
}

/** What cannot be related says so in its section; the others stand. */
async function sectionOf({ column, other, grouped }: Pair, context: CardContext): Promise<StatisticsSection> {
  const isGroup = (one: Column) => grouped.has(one.name) || !(isNumber(one) || isTime(one));
  const title = `${column.name} and ${other.name}`;
  const codes = [column, other].filter(({ name }) => grouped.has(name)).map(({ name }) => name);
  const note = codes.length > 0 ? { note: `${codes.join(' and ')} as groups` } : {};
  try {
    return { title, ...note, blocks: await blocksOf({ column, other }, isGroup, context) };
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('STATISTICS_')) throw error;
    return { title, ...note, blocks: [{ kind: 'note', tone: 'warning', text: error.message }] };
  }
}

function blocksOf(
  { column, other }: { column: Column; other: Column },
  isGroup: (one: Column) => boolean,
  context: CardContext,
): Promise<StatisticsBlock[]> {
  if (isGroup(column) && isGroup(other)) return relateGroupings(context, { down: other, across: column });
  if (isGroup(column)) return relateGroups(context, { value: other, group: column });
  if (isGroup(other)) return relateGroups(context, { value: column, group: other });
  return relateNumbers(context, { x: other, y: column });
}
