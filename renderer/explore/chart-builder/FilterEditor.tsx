import { MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChartFilter } from '../../../nodes/contract/project/index.ts';
import { type Column, temporalTypes } from '../../../nodes/contract/schema.ts';
import { toText } from '../../charts/chart-data.ts';
import { EMPTY } from '../../charts/group-label.ts';
import { useCall } from '../../client/hooks.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './chart-builder.module.css';
import { isNumeric, isTemporal } from './wells.ts';

const inPlace = { withinPortal: false };
type Mode = 'values' | 'range' | 'last';

const modeOf = (filter: ChartFilter, { type }: Column): Mode => {
  if (filter.values) return 'values';
  if (filter.last) return 'last';
  if (filter.from !== undefined || filter.to !== undefined) return 'range';
  return isTemporal(type) ? 'last' : isNumeric(type) ? 'range' : 'values';
};

interface FilterEditorProps {
  projectId: string;
  dataset: string;
  column: Column;
  filter: ChartFilter;
  onChange: (filter: ChartFilter) => void;
}

/** Which rows: by values, from one end to another, or the last days, weeks and so on. */
export function FilterEditor({ projectId, dataset, column, filter, onChange }: FilterEditorProps) {
  const [mode, setMode] = useState<Mode>(modeOf(filter, column));
  const modes: { value: Mode; label: string }[] = [
    { value: 'values', label: 'Values' },
    ...(isNumeric(column.type) || isTemporal(column.type) ? [{ value: 'range' as const, label: 'Range' }] : []),
    ...(isTemporal(column.type) ? [{ value: 'last' as const, label: 'Last…' }] : []),
  ];
  const { name } = column;
  const change = (next: Mode) => {
    setMode(next);
    onChange({ column: name });
  };
  return (
    <div className={styles.filterEditor}>
      {modes.length > 1 ? (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="How to filter"
          data={modes}
          value={mode}
          onChange={(value) => change(value as Mode)}
        />
      ) : null}
      {mode === 'values' ? (
        <ValuePicker {...{ projectId, dataset, column, filter, onChange }} />
      ) : mode === 'last' ? (
        <LastPicker {...{ name, filter, onChange }} />
      ) : isNumeric(column.type) ? (
        <NumberRange {...{ name, filter, onChange }} />
      ) : (
        <DateRange {...{ name, filter, onChange }} />
      )}
    </div>
  );
}

const MOST_VALUES = 200;

/** Values with how many rows have them, the most frequent first. */
function ValuePicker({ projectId, dataset, column, filter, onChange }: FilterEditorProps) {
  const isBinned = temporalTypes.includes(column.type);
  const bin = isBinned ? (filter.bin ?? 'day') : 'none';
  const reply = useCall('charts.query', {
    params: { project: projectId },
    body: {
      chart: {
        kind: 'bars',
        dataset,
        dimension: { column: column.name, bin },
        measures: [{ aggregate: 'count', label: 'rows' }],
        order: { by: isBinned ? 'group' : 'figure', descending: true },
        limit: MOST_VALUES,
      },
    },
  });
  const names = (reply.data?.columns[0] ?? []).map((value) => toText(value) ?? EMPTY);
  const counts = new Map(names.map((value, row) => [value, Number(reply.data?.columns[1]?.[row] ?? 0)]));
  const values = (filter.values ?? []).map((value) => value ?? EMPTY);
  return (
    <MultiSelect
      label={`Values of ${column.name}`}
      description={names.length >= MOST_VALUES ? `The ${MOST_VALUES} most frequent` : undefined}
      size="xs"
      searchable
      clearable
      maxDropdownHeight={220}
      comboboxProps={inPlace}
      data={[...new Set([...values, ...names])].map((value) => ({
        value,
        label: isBinned ? value.slice(0, 10) : value,
      }))}
      value={values}
      onChange={(next) =>
        onChange({
          column: column.name,
          ...(isBinned ? { bin } : {}),
          values: next.map((value) => (value === EMPTY ? null : value)),
        })
      }
      placeholder={reply.isLoading ? 'Reading…' : values.length > 0 ? '' : 'All values'}
      error={reply.error?.message}
      renderOption={({ option }) => (
        <div style={{ display: 'flex', width: '100%', gap: 8 }}>
          <span style={{ flex: 1, overflowWrap: 'anywhere' }}>{option.label}</span>
          <span className={styles.dim}>{formatCount(counts.get(option.value))}</span>
        </div>
      )}
    />
  );
}

interface EndsProps {
  name: string;
  filter: ChartFilter;
  onChange: (filter: ChartFilter) => void;
}

const pair = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 } as const;

function NumberRange({ name, filter, onChange }: EndsProps) {
  const end = (key: 'from' | 'to', label: string) => (
    <NumberInput
      label={label}
      value={filter[key] ?? ''}
      placeholder="open"
      onChange={(value) =>
        onChange({
          column: name,
          from: filter.from,
          to: filter.to,
          [key]: typeof value === 'number' ? value : undefined,
        })
      }
    />
  );
  return (
    <div style={pair}>
      {end('from', 'From')}
      {end('to', 'To')}
    </div>
  );
}

function DateRange({ name, filter, onChange }: EndsProps) {
  const end = (key: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={String(filter[key] ?? '').slice(0, 10)}
      onChange={(event) =>
        onChange({ column: name, from: filter.from, to: filter.to, [key]: event.currentTarget.value || undefined })
      }
    />
  );
  return (
    <div style={pair}>
      {end('from', 'From')}
      {end('to', 'To, included')}
    </div>
  );
}

const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

function LastPicker({ name, filter, onChange }: EndsProps) {
  const last = filter.last ?? { count: 7, unit: 'day' as const, before: 'newest' as const };
  const set = (change: Partial<typeof last>) => onChange({ column: name, last: { ...last, ...change } });
  return (
    <>
      <div style={pair}>
        <NumberInput
          label="The last"
          min={1}
          max={10_000}
          value={filter.last?.count ?? ''}
          placeholder="7"
          onChange={(count) => (typeof count === 'number' && count >= 1 ? set({ count }) : onChange({ column: name }))}
        />
        <Select
          label="Unit"
          data={units.map((unit) => ({ value: unit, label: `${unit}s` }))}
          value={last.unit}
          allowDeselect={false}
          comboboxProps={inPlace}
          onChange={(unit) => set({ unit: (unit ?? 'day') as 'day' })}
        />
      </div>
      <Select
        label="Before"
        data={[
          { value: 'newest', label: 'the newest row of the data' },
          { value: 'now', label: 'now' },
        ]}
        value={last.before}
        allowDeselect={false}
        comboboxProps={inPlace}
        onChange={(before) => set({ before: (before ?? 'newest') as 'now' })}
      />
    </>
  );
}
