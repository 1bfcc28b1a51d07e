import { ActionIcon, Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Chart } from '../../../nodes/contract/project/index.ts';
import { numericTypes, type Schema, temporalTypes } from '../../../nodes/contract/schema.ts';
import { FormulaInput } from '../../forms/formula/FormulaInput.tsx';
import { SectionLabel } from '../../ui/Panel.tsx';
import styles from './dashboards.module.css';

type Measure = Chart['measures'][number];
const aggregates: { value: Measure['aggregate']; label: string }[] = [
  { value: 'count', label: 'Count' },
  { value: 'sum', label: 'Sum' },
  { value: 'avg', label: 'Mean' },
  { value: 'min', label: 'Minimum' },
  { value: 'max', label: 'Maximum' },
  { value: 'median', label: 'Median' },
  { value: 'count-distinct', label: 'Distinct values' },
];
const formats = [
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'compact', label: 'Short (12.5K)' },
  { value: 'currency', label: 'US dollars' },
  { value: 'percent', label: 'Percent' },
];
const bins = [
  { value: 'none', label: 'Each value' },
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
];

interface ChartFieldsProps {
  chart: Chart;
  datasets: { value: string; label: string }[];
  schema: Schema;
  onChange: (chart: Chart) => void;
}

/** The fields of a chart that its kind uses. */
export function ChartFields({ chart, datasets, schema, onChange }: ChartFieldsProps) {
  const { kind } = chart;
  const names = schema.map(({ name }) => name);
  const numbers = schema.filter(({ type }) => numericTypes.includes(type)).map(({ name }) => name);
  const set = (change: Partial<Chart>) => onChange({ ...chart, ...change });
  const dimensionType = schema.find(({ name }) => name === chart.dimension?.column)?.type;
  const isTime = dimensionType !== undefined && temporalTypes.includes(dimensionType);
  const hasDimension = kind !== 'kpi' && kind !== 'map-points';
  const hasSeries = ['columns', 'bars', 'lines', 'area', 'scatter', 'map-points'].includes(kind);
  const hasColumns = kind === 'table' || kind === 'map-points' || kind === 'scatter';
  return (
    <>
      <Select
        label="Dataset"
        data={datasets}
        value={chart.dataset}
        searchable
        allowDeselect={false}
        onChange={(dataset) =>
          dataset && onChange({ kind, dataset, measures: kind === 'kpi' ? [{ aggregate: 'count' }] : [] })
        }
      />
      {hasDimension ? (
        <Select
          label={kind === 'scatter' ? 'Horizontal' : kind === 'map-states' ? 'State (two letters)' : 'Group by'}
          data={kind === 'scatter' || kind === 'histogram' ? numbers : names}
          value={chart.dimension?.column ?? null}
          searchable
          clearable={kind === 'table'}
          onChange={(column) =>
            set({ dimension: column ? { column, bin: kind === 'histogram' ? 'auto' : 'none' } : undefined })
          }
        />
      ) : null}
      {hasDimension && isTime && chart.dimension ? (
        <Select
          label="By"
          data={bins}
          value={chart.dimension.bin}
          allowDeselect={false}
          onChange={(bin) =>
            chart.dimension && set({ dimension: { ...chart.dimension, bin: (bin ?? 'none') as 'none' } })
          }
        />
      ) : null}
      {kind === 'map-points' ? (
        <>
          <Select
            label="Latitude"
            data={numbers}
            value={chart.latitude ?? null}
            searchable
            onChange={(latitude) => set({ latitude: latitude ?? undefined })}
          />
          <Select
            label="Longitude"
            data={numbers}
            value={chart.longitude ?? null}
            searchable
            onChange={(longitude) => set({ longitude: longitude ?? undefined })}
          />
        </>
      ) : null}
      {hasSeries ? (
        <Select
          label="Colour by"
          data={names}
          value={chart.series?.column ?? null}
          searchable
          clearable
          onChange={(column) => set({ series: column ? { column } : undefined })}
        />
      ) : null}
      <Measures chart={chart} numbers={numbers} names={names} onChange={(measures) => set({ measures })} />
      {hasColumns ? (
        <MultiSelect
          size="xs"
          label={kind === 'table' ? 'Columns' : 'In the tooltip'}
          data={names}
          value={chart.columns ?? []}
          searchable
          onChange={(columns) => set({ columns: columns.length > 0 ? columns : undefined })}
        />
      ) : null}
      <SectionLabel>Only rows where</SectionLabel>
      <FormulaInput
        value={chart.filter ?? ''}
        schema={schema}
        placeholder="e.g. amt > 100"
        label="Only rows where this formula is true"
        onCommit={(filter) => set({ filter: filter.trim() ? filter : undefined })}
      />
      {kind === 'kpi' ? null : (
        <NumberInput
          label="At most"
          description="Rows or groups"
          value={chart.limit ?? ''}
          min={1}
          max={20_000}
          placeholder="as many as fit"
          onChange={(limit) => set({ limit: typeof limit === 'number' && limit >= 1 ? limit : undefined })}
        />
      )}
    </>
  );
}

interface MeasuresProps {
  chart: Chart;
  numbers: string[];
  names: string[];
  onChange: (measures: Measure[]) => void;
}

function Measures({ chart, numbers, names, onChange }: MeasuresProps) {
  const { kind, measures } = chart;
  const isRaw = kind === 'scatter' || kind === 'map-points';
  const most = isRaw || kind === 'pie' || kind === 'map-states' || chart.series ? 1 : 6;
  const set = (at: number, change: Partial<Measure>) =>
    onChange(measures.map((measure, index) => (index === at ? { ...measure, ...change } : measure)));
  const title = kind === 'scatter' ? 'Vertical' : kind === 'map-points' ? 'Dot size' : 'Figures';
  return (
    <>
      <SectionLabel>{title}</SectionLabel>
      {measures.slice(0, most).map((measure, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: figures have no identity but their place
        <div key={at} className={styles.measure}>
          {isRaw ? null : (
            <Select
              aria-label="Figure"
              data={aggregates}
              value={measure.aggregate}
              allowDeselect={false}
              onChange={(aggregate) => set(at, { aggregate: (aggregate ?? 'count') as Measure['aggregate'] })}
            />
          )}
          <Select
            aria-label="Column"
            data={measure.aggregate === 'count' || measure.aggregate === 'count-distinct' ? names : numbers}
            value={measure.column ?? null}
            searchable
            placeholder={measure.aggregate === 'count' ? 'all rows' : 'column'}
            clearable={measure.aggregate === 'count'}
            onChange={(column) => set(at, { column: column ?? undefined })}
          />
          <ActionIcon
            aria-label="Remove the figure"
            style={isRaw ? { gridColumn: 3 } : undefined}
            onClick={() => onChange(measures.filter((_, index) => index !== at))}
          >
            <IconX size={14} />
          </ActionIcon>
          <TextInput
            key={measure.label}
            aria-label="Name"
            placeholder="Name"
            defaultValue={measure.label ?? ''}
            onBlur={(event) => set(at, { label: event.currentTarget.value || undefined })}
          />
          <Select
            aria-label="Format"
            data={formats}
            value={measure.format ?? 'number'}
            allowDeselect={false}
            onChange={(format) => set(at, { format: format ?? undefined })}
          />
        </div>
      ))}
      {measures.length < most ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            onChange([...measures, isRaw ? { aggregate: 'sum', column: numbers[0] } : { aggregate: 'count' }])
          }
        >
          {isRaw ? 'Choose a column' : 'Add a figure'}
        </Button>
      ) : null}
    </>
  );
}
