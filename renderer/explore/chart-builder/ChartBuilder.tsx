import type { ReactNode } from 'react';
import {
  type Chart,
  type ChartFilter,
  type Grouping,
  type Measure,
  type Well,
  wellTakes,
} from '../../../nodes/contract/project/index.ts';
import type { Column, Schema } from '../../../nodes/contract/schema.ts';
import { useCatalog } from '../../client/hooks.ts';
import { FormulaInput } from '../../forms/formula/FormulaInput.tsx';
import { SectionLabel } from '../../ui/Panel.tsx';
import { ChartOptions } from './ChartOptions.tsx';
import styles from './chart-builder.module.css';
import { type Drop, useDragged } from './drag.ts';
import { FieldList } from './FieldList.tsx';
import { FilterWell } from './FilterWell.tsx';
import { columnsOf } from './field-words.ts';
import { KindPicker } from './KindPicker.tsx';
import { LiveChart } from './LiveChart.tsx';
import { TypeMark } from './TypeMark.tsx';
import { WellFields } from './WellFields.tsx';
import { asKind, bestWell, put, take } from './wells.ts';

interface ChartBuilderProps {
  projectId: string;
  chart: Chart;
  title: string;
  schema: Schema;
  /** Whether the dataset has rows to ask for; undefined while that is not known. */
  built: boolean | undefined;
  /** Filters from outside, such as those of the dashboard. */
  filters?: readonly ChartFilter[];
  /** `group`: changes of one group within seconds are one step of undo. */
  onChange: (chart: Chart, label: string, group?: string) => void;
  /** Above the settings: title and dataset. */
  head?: ReactNode;
  /** Above the picture. */
  bar?: ReactNode;
}

const none: readonly ChartFilter[] = [];

/** A chart built by dragging fields into places: the list of fields, the places and settings, the chart as it is. */
export function ChartBuilder(props: ChartBuilderProps) {
  const { projectId, chart, title, schema, built, filters = none, onChange, head, bar } = props;
  const { charts: kinds } = useCatalog();
  const kind = kinds.find(({ id }) => id === chart.kind);
  const wells = kind?.wells ?? [];
  const set = (change: Partial<Chart>) => onChange({ ...chart, ...change }, 'Change chart', 'chart-settings');
  const onDrop = (drop: Drop) => {
    const next = dropped(chart, wells, drop);
    if (next !== chart) onChange(next, drop.well ? 'Put field into chart' : 'Take field out of chart');
  };
  const onPut = (column: Column) => {
    const well = bestWell(chart, wells, column);
    if (well) onChange(put(chart, well, { column }), 'Put field into chart');
  };
  return (
    <div className={styles.builder}>
      <FieldList schema={schema} wells={wells} used={columnsOf(chart)} onDrop={onDrop} onPut={onPut} />
      <section className={styles.settings} aria-label="Chart settings">
        {head}
        <KindPicker
          chart={chart}
          kinds={kinds}
          schema={schema}
          onKind={(id) => {
            const type = schema.find(({ name }) => name === chart.dimension?.column)?.type;
            onChange(asKind(chart, id, type), 'Change kind of chart');
          }}
        />
        {wells.map((well) => (
          <WellFields
            key={well.id}
            {...{ chart, well, wells, schema, onDrop }}
            onChange={(next) => onChange(next, 'Change chart')}
          />
        ))}
        <FilterWell
          projectId={projectId}
          dataset={chart.dataset}
          schema={schema}
          filters={chart.where ?? none}
          onChange={(where) =>
            onChange({ ...chart, where: where.length > 0 ? where : undefined }, 'Filter chart', 'chart-filter')
          }
          onDrop={onDrop}
        />
        <FormulaInput
          value={chart.filter ?? ''}
          schema={schema}
          placeholder="Only rows where… (formula)"
          label="Only rows where this formula is true"
          onCommit={(filter) => set({ filter: filter.trim() ? filter : undefined })}
        />
        {kind?.options?.length ? <SectionLabel>Look</SectionLabel> : null}
        <ChartOptions chart={chart} schema={schema} options={kind?.options ?? []} onChange={set} />
      </section>
      <div className={styles.stage}>
        {bar}
        <div className={styles.picture}>
          <LiveChart {...{ projectId, chart, title, schema, filters, built }} />
        </div>
      </div>
      <Ghost />
    </div>
  );
}

/** The chart after a field was let go: moved between wells, put into one, or taken out. */
function dropped(chart: Chart, wells: readonly Well[], { column, from, well: id, at }: Drop): Chart {
  const isSame = from?.well === id;
  if (isSame && (at === undefined || at === from?.at)) return chart;
  const place = at === undefined ? {} : { at };
  if (id === 'filters') {
    if (isSame) return chart;
    return { ...chart, where: [...(chart.where ?? []), { column: column.name }] };
  }
  const target = wells.find((well) => well.id === id);
  if (!target && from === null) return chart;
  if (target && !wellTakes(target, column.type)) return chart;
  const kept = from ? carried(chart, from) : undefined;
  const left = from
    ? from.well === 'filters'
      ? withoutFilter(chart, from.at)
      : take(chart, from.well as Well['id'], from.at)
    : chart;
  if (!target) return left;
  const next = put(left, target, { column, ...place });
  return kept ? withKept(next, target, { kept, at: place.at }) : next;
}

const withoutFilter = (chart: Chart, at: number): Chart => {
  const where = (chart.where ?? []).filter((_, index) => index !== at);
  return { ...chart, where: where.length > 0 ? where : undefined };
};

/** The settings of the field that moves. */
function carried(chart: Chart, { well, at }: { well: string; at: number }): Measure | Grouping | undefined {
  if (well === 'measures') return chart.measures[at];
  if (well === 'size') return chart.size;
  if (well === 'dimension' || well === 'series') return chart[well];
  return well === 'levels' ? chart.levels?.[at] : undefined;
}

/** Settings go along where they mean the same. */
function withKept(chart: Chart, well: Well, { kept, at }: { kept: Measure | Grouping; at: number | undefined }): Chart {
  const isMeasure = 'aggregate' in kept;
  if (well.role === 'measure' && isMeasure) {
    if (well.id === 'size') return { ...chart, size: kept };
    const index = at ?? chart.measures.length - 1;
    return { ...chart, measures: chart.measures.map((one, place) => (place === index ? kept : one)) };
  }
  if (well.role === 'group' && !isMeasure && (well.id === 'dimension' || well.id === 'series'))
    return { ...chart, [well.id]: kept };
  return chart;
}

/** The field below the pointer while it is dragged. */
function Ghost() {
  const field = useDragged((state) => state.field);
  if (!field) return null;
  return (
    <div className={styles.ghost} style={{ left: field.x + 8, top: field.y + 8 }} aria-hidden>
      <TypeMark type={field.column.type} />
      {field.column.name}
    </div>
  );
}
