import { Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import type { ECElementEvent } from 'echarts/core';
import { useEffect, useMemo, useState } from 'react';
import type { Chart } from '../../nodes/contract/project/index.ts';
import type { RowsPage } from '../../nodes/contract/schema.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ChartTable } from './ChartTable.tsx';
import { readChart } from './chart-data.ts';
import styles from './charts.module.css';
import { Figures } from './Figures.tsx';
import { cartesianOption } from './options/cartesian.ts';
import { mapPointsOption, mapStatesOption, outsideNote } from './options/maps.ts';
import type { OptionOf } from './options/option-input.ts';
import { pieOption } from './options/pie.ts';
import { scatterOption } from './options/scatter.ts';
import { Plot } from './Plot.tsx';
import { loadUsMap } from './us-map.ts';
import { usePalette } from './use-palette.ts';

const drawn = {
  bars: cartesianOption,
  columns: cartesianOption,
  lines: cartesianOption,
  area: cartesianOption,
  histogram: cartesianOption,
  pie: pieOption,
  scatter: scatterOption,
  'map-points': mapPointsOption,
  'map-states': mapStatesOption,
} as const satisfies Record<Exclude<Chart['kind'], 'kpi' | 'table'>, OptionOf>;

/** Kinds whose groups can be picked to filter other charts; bins are not values of a column. */
export const isPickable = ({ kind, dimension }: Chart): boolean =>
  dimension !== undefined && dimension.bin === 'none' && kind !== 'scatter' && kind !== 'histogram' && kind !== 'kpi';

const noNames: ReadonlyMap<string, string> = new Map();
const isMap = (chart: Chart) => chart.kind === 'map-points' || chart.kind === 'map-states';

/** Full names of the states once the outlines are there; null until then. Charts without a map wait for nothing. */
function useStateNames(needed: boolean): ReadonlyMap<string, string> | null {
  const [names, setNames] = useState<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    if (!needed) return;
    let here = true;
    void loadUsMap().then((loaded) => here && setNames(loaded));
    return () => {
      here = false;
    };
  }, [needed]);
  return needed ? names : noNames;
}

interface ChartViewProps {
  chart: Chart;
  /** The reply of `charts.query` for it. */
  page: RowsPage;
  title: string;
  picked?: ReadonlySet<string | null> | undefined;
  /** A group was clicked: its value in the dimension's column. */
  onPick?: ((value: string | null) => void) | undefined;
}

/** Draws any chart of the project format from the reply of its query. */
export function ChartView({ chart, page, title, picked, onPick }: ChartViewProps) {
  const palette = usePalette();
  const stateNames = useStateNames(isMap(chart));
  const data = useMemo(() => readChart(chart, page), [chart, page]);
  const option = useMemo(() => {
    if (chart.kind === 'kpi' || chart.kind === 'table' || !stateNames) return null;
    return drawn[chart.kind]({ chart, data, palette, picked, stateNames });
  }, [chart, data, palette, picked, stateNames]);
  const pick = isPickable(chart) ? onPick : undefined;
  if (chart.kind === 'kpi') return <Figures data={data} title={title} />;
  if (data.count === 0 && chart.kind !== 'map-points') {
    return (
      <EmptyState icon={IconChartBar} title="No rows to draw">
        Nothing in the dataset fits the filters.
      </EmptyState>
    );
  }
  if (chart.kind === 'table') return <ChartTable chart={chart} page={page} picked={picked} onPick={pick} />;
  if (!option) return <Skeleton h="100%" />;
  const onClick = pick
    ? (event: ECElementEvent) => {
        if (chart.kind === 'map-states') pick(event.name);
        else {
          const groups = chart.kind === 'pie' ? data.groups : [...new Set(data.groups)];
          pick(groups[event.dataIndex] ?? null);
        }
      }
    : undefined;
  const at = (name: string | undefined) => page.columns[page.schema.findIndex((column) => column.name === name)] ?? [];
  const note = chart.kind === 'map-points' ? outsideNote(at(chart.latitude), at(chart.longitude)) : undefined;
  return (
    <div className={styles.drawing}>
      <Plot option={option} label={`${title || 'Chart'}: ${chart.kind}, ${data.count} marks`} onClick={onClick} />
      {note ? <div className={styles.note}>{note}</div> : null}
    </div>
  );
}
