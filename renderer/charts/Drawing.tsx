import { Skeleton } from '@mantine/core';
import type { ECElementEvent } from 'echarts/core';
import { useMemo, useRef } from 'react';
import { type Chart, type ChartFilter, OTHER } from '../../nodes/contract/project/index.ts';
import type { ChartData } from './chart-data.ts';
import { chartSummary } from './chart-summary.ts';
import styles from './charts.module.css';
import { drawnKinds } from './draw-kinds.ts';
import { categoriesOf } from './lines-of.ts';
import type { AxisEvent, OptionInput, Picked } from './options/option-input.ts';
import { Plot } from './Plot.tsx';
import { pageNotes } from './page-notes.ts';
import { useBoxSize } from './use-box-size.ts';
import { usePalette } from './use-palette.ts';
import { useRegions } from './use-regions.ts';

interface DrawingProps {
  chart: Chart;
  kind: keyof typeof drawnKinds;
  data: ChartData;
  title: string;
  filters: readonly ChartFilter[];
  picked: ReadonlySet<string | null> | undefined;
  pickedSeries: ReadonlySet<string | null> | undefined;
  onPick: ((what: Picked) => void) | undefined;
}

/** A chart of the library with its notes. */
export function Drawing({ chart, kind, data, title, filters, picked, pickedSeries, onPick }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const palette = usePalette(chart.palette);
  const drawn = drawnKinds[kind];
  const map = useMemo(() => drawn.map?.({ chart, data }), [drawn, chart, data]);
  const { usa, world } = useRegions(map);
  const input = useMemo(
    () => size && { chart, data, palette, size, filters, picked, pickedSeries, usa, world },
    [chart, data, palette, size, filters, picked, pickedSeries, usa, world],
  );
  const waiting = (map === 'usa' && !usa) || (map === 'world' && !world);
  const option = useMemo(() => (waiting || !input ? null : drawn.option(input)), [drawn, input, waiting]);
  const notes = [...pageNotes(data.page), input && drawn.note?.(input)].filter(Boolean);
  return (
    <div className={styles.drawing} data-map={map !== undefined || undefined}>
      <div className={styles.plot} ref={box}>
        {option && input ? (
          <Plot
            option={option}
            label={`${title || 'Chart'}: ${chart.kind}, ${data.count} marks. ${chartSummary(data)}`.trim()}
            {...clicks(input, { drawn, onPick })}
          />
        ) : (
          <Skeleton h="100%" />
        )}
      </div>
      {notes.length > 0 ? (
        <div className={styles.note} title={notes.join(' · ')}>
          {notes.join(' · ')}
        </div>
      ) : null}
    </div>
  );
}

interface Picking {
  drawn: (typeof drawnKinds)[keyof typeof drawnKinds];
  onPick: DrawingProps['onPick'];
}

/** What clicks in the plot choose: its marks, groups of its axis beside the marks, places between them. */
function clicks(input: OptionInput, { drawn, onPick }: Picking) {
  if (!onPick) return {};
  const { place } = drawn;
  if (place) {
    return {
      onPlace: (at: readonly [number, number]) => {
        const what = place(input, at);
        if (what) onPick(what);
      },
    };
  }
  const categories = () => categoriesOf(input.data);
  return {
    onClick: (event: ECElementEvent) => {
      const what = markPick(event) ?? drawn.axis?.(input, event as AxisEvent);
      if (what && what.group !== OTHER && what.series !== OTHER) onPick(what);
    },
    onCategory: (index: number) => {
      const group = categories()[index];
      if (group !== undefined && group !== OTHER && input.chart.kind !== 'heatmap') onPick({ group });
    },
  };
}

/** What a mark of the picture stands for. */
function markPick({ data: mark }: ECElementEvent): Picked | undefined {
  return mark && typeof mark === 'object' && 'pick' in mark ? (mark.pick as Picked) : undefined;
}
