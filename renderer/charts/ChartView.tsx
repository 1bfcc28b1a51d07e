import { Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import type { ECElementEvent } from 'echarts/core';
import { useMemo } from 'react';
import { type Chart, type ChartFilter, type ChartReply, OTHER } from '../../nodes/contract/project/index.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ChartTable } from './ChartTable.tsx';
import { type ChartData, readChart } from './chart-data.ts';
import styles from './charts.module.css';
import { drawnKinds } from './draw-kinds.ts';
import { Figures } from './Figures.tsx';
import { categoriesOf } from './options/cartesian.ts';
import type { Picked } from './options/option-input.ts';
import { PivotTable } from './PivotTable.tsx';
import { Plot } from './Plot.tsx';
import { choosesOf, isPickable, type Pick, picksOf } from './picks.ts';
import { usePalette } from './use-palette.ts';
import { useRegions } from './use-regions.ts';

interface ChartViewProps {
  chart: Chart;
  /** The reply of `charts.query` for it. */
  page: ChartReply;
  title: string;
  /** Filters that are set: the marks they choose stay, the others step back. */
  filters?: readonly ChartFilter[];
  /** A mark was clicked: what it stands for. */
  onPick?: ((picks: Pick[]) => void) | undefined;
}

function chosen(
  filters: readonly ChartFilter[],
  column: string | undefined,
  cut: { bin?: string; width?: number | undefined },
): ReadonlySet<string | null> | undefined {
  const found = filters.find((filter) => choosesOf(filter, column, cut));
  return found?.values && new Set(found.values);
}

const none: readonly ChartFilter[] = [];

/** Draws any chart of the project format from the reply of its query. */
export function ChartView({ chart, page, title, filters = none, onPick }: ChartViewProps) {
  const data = useMemo(() => readChart(chart, page), [chart, page]);
  const picked = useMemo(() => chosen(filters, chart.dimension?.column, data.groupCut), [filters, chart, data]);
  const pickedSeries = useMemo(() => chosen(filters, chart.series?.column, data.seriesCut), [filters, chart, data]);
  const pick = isPickable(chart) && onPick ? (what: Picked) => onPick(picksOf(chart, data, what)) : undefined;
  if (chart.kind === 'kpi') return <Figures data={data} title={title} />;
  if (data.count === 0) {
    return (
      <EmptyState icon={IconChartBar} title="No rows to draw">
        Nothing in the dataset fits the filters.
      </EmptyState>
    );
  }
  const shared = { chart, data, picked, onPick: pick };
  if (chart.kind === 'table') return <ChartTable {...shared} />;
  if (chart.kind === 'pivot') return <PivotTable {...shared} />;
  return <Drawing {...shared} title={title} pickedSeries={pickedSeries} kind={chart.kind} />;
}

interface DrawingProps {
  chart: Chart;
  kind: keyof typeof drawnKinds;
  data: ChartData;
  title: string;
  picked: ReadonlySet<string | null> | undefined;
  pickedSeries: ReadonlySet<string | null> | undefined;
  onPick: ((what: Picked) => void) | undefined;
}

/** A chart of the library with its notes. */
function Drawing({ chart, kind, data, title, picked, pickedSeries, onPick }: DrawingProps) {
  const palette = usePalette(chart.palette);
  const drawn = drawnKinds[kind];
  const map = useMemo(() => drawn.map?.({ chart, data }), [drawn, chart, data]);
  const { usa, world } = useRegions(map);
  const input = useMemo(
    () => ({ chart, data, palette, picked, pickedSeries, usa, world }),
    [chart, data, palette, picked, pickedSeries, usa, world],
  );
  const waiting = (map === 'usa' && !usa) || (map === 'world' && !world);
  const option = useMemo(() => (waiting ? null : drawn.option(input)), [drawn, input, waiting]);
  if (!option) return <Skeleton h="100%" />;
  const onClick = onPick
    ? (event: ECElementEvent) => {
        const mark = event.data;
        const what = mark && typeof mark === 'object' && 'pick' in mark ? (mark.pick as Picked) : undefined;
        if (what && what.group !== OTHER && what.series !== OTHER) onPick(what);
      }
    : undefined;
  const onCategory = onPick
    ? (index: number) => {
        const group = categoriesOf(data)[index];
        if (group !== undefined && group !== OTHER && kind !== 'heatmap') onPick({ group });
      }
    : undefined;
  const { sample } = data.page;
  const notes = [sample && sample !== 'all rows' ? sample : undefined, drawn.note?.(input)].filter(Boolean);
  const hasMap = map !== undefined;
  return (
    <div className={styles.drawing} data-map={hasMap || undefined}>
      <div className={styles.plot}>
        <Plot
          option={option}
          label={`${title || 'Chart'}: ${chart.kind}, ${data.count} marks`}
          onClick={onClick}
          onCategory={onCategory}
        />
      </div>
      {notes.length > 0 ? <div className={styles.note}>{notes.join(' · ')}</div> : null}
    </div>
  );
}
