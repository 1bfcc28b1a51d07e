import { type Chart, type Well, wellColumns } from '../../contract/project/index.ts';
import { call } from '../expr/build.ts';
import type { ChartContext } from './chart-kind.ts';
import { columnExpr, squarable } from './columns.ts';
import { withNumbers } from './raw.ts';

/** Columns of doubles whose spread the chart shows: infinities and what is no number have none. */
function spreadColumns(chart: Chart, wells: readonly Well[], { schema }: Pick<ChartContext, 'schema'>): string[] {
  const measures = wells.flatMap(({ id, role, max }) => {
    if (role !== 'measure') return [];
    return id === 'size' ? [chart.size] : chart.measures.slice(0, max);
  });
  const names = measures.flatMap((measure) => (measure?.aggregate === 'stddev' ? [measure.column ?? ''] : []));
  const doubles = new Set(schema.flatMap(({ name, type }) => (type === 'double' ? [name] : [])));
  return [...new Set(names)].filter((name) => doubles.has(name));
}

/** In words, how many values the spreads of a chart leave out; nothing is asked of a chart without spreads. */
export async function leftOutNotes(context: ChartContext, wells: readonly Well[]): Promise<string[]> {
  const { chart, schema, run } = context;
  const names = spreadColumns(chart, wells, context);
  if (names.length === 0) return [];
  const aggregates = names.map((name, index) => {
    const value = columnExpr(schema, name);
    const isLeftOut = call('and', call('is_not_null', value), call('is_null', squarable(value)));
    return { name: `left out ${index}`, fn: 'count' as const, where: isLeftOut.expr };
  });
  const places = wells.filter(({ role, accepts }) => role === 'value' && accepts === 'number');
  const rows = withNumbers(
    context,
    places.flatMap(({ id }) => wellColumns(chart, id)),
  );
  const { columns } = await run({ op: 'aggregate', input: rows, keys: [], aggregates });
  return names.flatMap((name, index) => {
    const count = Number(columns[index]?.[0] ?? 0);
    const values = count === 1 ? 'one value that is' : `${count.toLocaleString('en-US')} values that are`;
    return count > 0 ? [`the spread of “${name}” leaves out ${values} infinite, no number or beyond 1e145`] : [];
  });
}
