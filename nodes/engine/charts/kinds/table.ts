import { type ChartContext, type ChartData, chartKind } from '../chart-kind.ts';
import { columnExpr } from '../columns.ts';
import { grouped } from '../grouped.ts';
import { countRows, pick } from '../raw.ts';
import { figures, group, value } from '../wells.ts';

const LIMIT = 500;

export const table = chartKind({
  id: 'table',
  label: 'Table',
  category: 'Figure',
  icon: 'table',
  keywords: ['rows', 'list'],
  help: 'Rows, or figures by group.',
  wells: [
    value('columns', 'Columns', 'The columns of the rows that are listed; all of them when empty.', {
      accepts: 'any',
      min: 0,
      max: 60,
    }),
    group('dimension', 'Group by', 'Instead of rows, figures by the values of this field.'),
    figures('Figures', 'What is measured of each group.', { writes: true }),
  ],
  options: ['sort', 'limit', 'other', 'palette'],
  example: { columns: ['text', 'a'] },
  read: (context) =>
    context.chart.measures.length > 0 || context.chart.dimension
      ? grouped(context, { limit: LIMIT })
      : listing(context),
});

async function listing(context: ChartContext): Promise<ChartData> {
  const { chart, schema, rows, run } = context;
  const names = chart.columns?.length ? chart.columns : schema.map(({ name }) => name);
  const { sort } = chart;
  const sorted = sort
    ? {
        op: 'sort' as const,
        input: rows,
        by: [{ expr: columnExpr(schema, sort.by).expr, descending: sort.descending, nullsFirst: false }],
      }
    : rows;
  const limit = chart.limit ?? LIMIT;
  const result = await run({ op: 'limit', input: pick({ schema, rows: sorted }, names), count: limit });
  if (result.rowCount < limit) return { ...result, total: result.rowCount };
  const total = await countRows(context, rows);
  const shown = result.rowCount.toLocaleString('en-US');
  const sample = total > result.rowCount ? `the first ${shown} of ${total.toLocaleString('en-US')} rows` : 'all rows';
  return { ...result, total, sample };
}
