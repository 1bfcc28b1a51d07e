import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { StatisticsSection } from '../../../contract/statistics.ts';
import { type CardContext, defineCard } from '../card-kind.ts';
import { columnOf, groupSql, isNumber, numberSql } from '../columns.ts';
import { contingency, independence } from '../contingency.ts';
import { type Pair, pearsonPairs, spearmanPairs } from '../correlations.ts';
import { Columns, slot, slotField } from '../fields.ts';
import { correlationP } from '../tests/correlation-test.ts';
import { holm } from '../tests/holm.ts';
import { list, many } from '../words.ts';
import { correlationCases } from './correlation.cases.ts';

const mostColumns = 40;
const shownPairs = 10;
const numbersSlot = slot('columns', 'Columns', { min: 0, max: mostColumns });
const groupingsSlot = slot('groupings', 'Groupings', { takes: 'category', min: 0, max: mostColumns });
const settings = z.object({
  method: z.enum(['pearson', 'spearman', 'cramer']).default('pearson'),
  columns: Columns,
  groupings: Columns,
});
type Method = z.infer<typeof settings>['method'];

const names: Record<Method, string> = { pearson: 'Pearson’s r', spearman: 'Spearman’s ρ', cramer: 'Cramér’s V' };

export const correlation = defineCard({
  id: 'correlation',
  version: 1,
  label: 'Correlation matrix',
  category: 'Relate',
  icon: 'chart-grid-dots',
  keywords: ['pearson', 'spearman', 'cramér', 'association', 'heat map', 'multicollinearity'],
  help: 'How strongly each pair of columns goes together, with the pairs that do so most.',
  settings,
  slots: [numbersSlot, groupingsSlot],
  form: [
    {
      fields: [
        {
          key: 'method',
          label: 'Measure',
          help: 'Pearson: straight lines. Spearman: any steady rise or fall, by ranks. Cramér’s V: groupings.',
          widget: 'choice',
          choices: [
            { value: 'pearson', label: 'Pearson’s r' },
            { value: 'spearman', label: 'Spearman’s ρ (ranks)' },
            { value: 'cramer', label: 'Cramér’s V (groupings)' },
          ],
        },
        {
          ...slotField(
            numbersSlot,
            'The numbers to relate; none chosen: all that are no ids. Each pair counts the rows in which both have a value.',
          ),
          showWhen: { key: 'method', in: ['pearson', 'spearman'] },
          placeholder: 'All numbers',
        },
        {
          ...slotField(groupingsSlot, 'The columns of few values to relate.'),
          showWhen: { key: 'method', in: ['cramer'] },
        },
      ],
    },
  ],
  async compute({ method, columns, groupings }, context) {
    const chosen = method === 'cramer' ? groupings : columns.length > 0 ? columns : allNumbers(context);
    if (chosen.length < 2) {
      const where = method === 'cramer' ? groupingsSlot.label : numbersSlot.label;
      throw fail('STATISTICS_INCOMPLETE', {
        card: 'Correlation matrix',
        missing: `at least two columns in “${where}”`,
      });
    }
    const pairs = await relate(method, chosen, context);
    return sectionsOf(chosen, pairs, names[method]);
  },
  cases: correlationCases,
});

const allNumbers = ({ schema }: CardContext): string[] =>
  schema
    .filter((column) => isNumber(column) && column.meaning !== 'id')
    .slice(0, mostColumns)
    .map(({ name }) => name);

interface Related extends Pair {
  p: number | null;
}

async function relate(method: Method, chosen: readonly string[], context: CardContext): Promise<Map<string, Related>> {
  if (method === 'cramer') return relateGroupings(chosen, context);
  const values = chosen.map((name) => numberSql(columnOf(context.schema, name)));
  const found = await (method === 'pearson' ? pearsonPairs : spearmanPairs)(context, values);
  return new Map(
    [...found].map(([key, { r, count }]) => [key, { r, count, p: correlationP(r, count, context.distributions) }]),
  );
}

async function relateGroupings(chosen: readonly string[], context: CardContext): Promise<Map<string, Related>> {
  const side = (name: string) => ({ name, sql: groupSql(columnOf(context.schema, name)) });
  const found = new Map<string, Related>();
  for (const [i, down] of chosen.entries())
    for (const [offset, across] of chosen.slice(i + 1).entries()) {
      const table = await contingency(context, { down: side(down), across: side(across) });
      const isTable = table.down.length > 1 && table.across.length > 1;
      const { cramersV: r, chiSquared, df } = isTable ? independence(table) : { cramersV: null, chiSquared: 0, df: 1 };
      const p = r === null ? null : context.distributions.chiSquaredUpper(chiSquared, df);
      found.set(`${i} ${i + 1 + offset}`, { r, count: table.total, p });
    }
  return found;
}

function sectionsOf(
  chosen: readonly string[],
  pairs: ReadonlyMap<string, Related>,
  measure: string,
): StatisticsSection[] {
  const at = (i: number, j: number) => pairs.get(i < j ? `${i} ${j}` : `${j} ${i}`);
  const square = <T>(cell: (i: number, j: number) => T): T[][] =>
    chosen.map((_, i) => chosen.map((_, j) => cell(i, j)));
  const hasPair = (i: number) => chosen.some((_, j) => j !== i && at(i, j)?.r != null);
  const dead = chosen.filter((_, i) => !hasPair(i));
  const sections: StatisticsSection[] = [
    {
      title: measure,
      blocks: [
        {
          kind: 'matrix',
          measure,
          from: measure === names.cramer ? 0 : -1,
          names: [...chosen],
          values: square((i, j) => (i === j ? (hasPair(i) ? 1 : null) : (at(i, j)?.r ?? null))),
          counts: square((i, j) => at(i, j)?.count ?? 0),
          p: square((i, j) => at(i, j)?.p ?? null),
        },
        ...(dead.length > 0
          ? [
              {
                kind: 'note' as const,
                tone: 'warning' as const,
                text: `${list(dead)} cannot be related: ${dead.length > 1 ? 'they have' : 'it has'} the same value, or none, in all rows looked at.`,
              },
            ]
          : []),
      ],
    },
  ];
  const strongest = strongestPairs(chosen, pairs);
  if (strongest.length > 0)
    sections.push({
      title: 'Strongest pairs',
      note: many(pairs.size, 'pair'),
      blocks: [
        {
          kind: 'table',
          columns: [
            { label: 'Column', format: 'text' },
            { label: 'With', format: 'text' },
            { label: measure, format: 'coefficient' },
            { label: 'Rows', format: 'count' },
            { label: 'p', format: 'p', help: 'Of no association, adjusted for all pairs by Holm’s method.' },
          ],
          rows: strongest,
        },
      ],
    });
  return sections;
}

function strongestPairs(chosen: readonly string[], pairs: ReadonlyMap<string, Related>) {
  const all = [...pairs];
  const adjusted = holm(all.map(([, { p }]) => p));
  return all
    .map(([key, { r, count }], place) => {
      const [i, j] = key.split(' ').map(Number) as [number, number];
      return {
        cells: [chosen[i] ?? '', chosen[j] ?? '', r, count, adjusted[place] ?? null],
        size: Math.abs(r ?? -1),
        r,
      };
    })
    .filter(({ r }) => r !== null)
    .sort((a, b) => b.size - a.size)
    .slice(0, shownPairs)
    .map(({ cells }) => cells);
}
