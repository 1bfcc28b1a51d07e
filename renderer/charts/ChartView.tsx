import { IconChartBar } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Chart, ChartFilter, ChartReply } from '../../nodes/contract/project/index.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ChartTable } from './ChartTable.tsx';
import { readChart } from './chart-data.ts';
import { Drawing } from './Drawing.tsx';
import { emptyWords } from './empty-words.ts';
import { Figures } from './Figures.tsx';
import type { GroupCut } from './group-label.ts';
import type { Picked } from './options/option-input.ts';
import { PivotTable } from './PivotTable.tsx';
import { choosesOf, isPickable, type Pick, picksOf } from './picks.ts';

interface ChartViewProps {
  chart: Chart;
  /** The reply of `charts.query` for it. */
  page: ChartReply;
  title: string;
  /** Filters that are set: the marks they choose stay, the others step back. */
  filters?: readonly ChartFilter[];
  /** A mark was clicked: what it stands for. */
  onPick?: ((picks: Pick[]) => void) | undefined;
  /** The head of a table was clicked. */
  onSort?: ((by: string) => void) | undefined;
}

function chosen(
  filters: readonly ChartFilter[],
  column: string | undefined,
  cut: GroupCut,
): ReadonlySet<string | null> | undefined {
  const found = filters.find((filter) => choosesOf(filter, column, cut));
  return found?.values && new Set(found.values);
}

const none: readonly ChartFilter[] = [];

/** Draws any chart of the project format from the reply of its query. */
export function ChartView({ chart, page, title, filters = none, onPick, onSort }: ChartViewProps) {
  const data = useMemo(() => readChart(chart, page), [chart, page]);
  const picked = useMemo(() => chosen(filters, chart.dimension?.column, data.groupCut), [filters, chart, data]);
  const pickedSeries = useMemo(() => chosen(filters, chart.series?.column, data.seriesCut), [filters, chart, data]);
  const choose = (what: Picked) => {
    const picks = picksOf(chart, data, what);
    if (picks.length > 0) onPick?.(picks);
  };
  const pick = isPickable(chart) && onPick ? choose : undefined;
  if (chart.kind === 'kpi') return <Figures chart={chart} data={data} title={title} />;
  const words = emptyWords(chart, data, filters);
  if (words) {
    return (
      <EmptyState icon={IconChartBar} title={words.title}>
        {words.text}
      </EmptyState>
    );
  }
  const shared = { chart, data, picked, pickedSeries, onPick: pick };
  if (chart.kind === 'table') return <ChartTable {...shared} onSort={onSort} />;
  if (chart.kind === 'pivot') return <PivotTable {...shared} />;
  return <Drawing {...shared} title={title} filters={filters} kind={chart.kind} />;
}
