import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChartFilter } from '../../../nodes/contract/project/index.ts';
import { type Column, isNumeric, isTemporal } from '../../../nodes/contract/schema.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import styles from './chart-builder.module.css';
import { inPlace, pair } from './settings-look.ts';
import { ValuePicker } from './ValuePicker.tsx';

type Mode = 'values' | 'text' | 'range' | 'last';

const modeOf = (filter: ChartFilter, { type }: Column): Mode => {
  if (filter.values) return 'values';
  if (filter.contains !== undefined) return 'text';
  if (filter.last) return 'last';
  if (filter.from !== undefined || filter.to !== undefined) return 'range';
  return isTemporal(type) ? 'last' : isNumeric(type) ? 'range' : 'values';
};

function modesOf({ type }: Column): { value: Mode; label: string }[] {
  const values = { value: 'values' as const, label: 'Values' };
  const range = { value: 'range' as const, label: 'Range' };
  if (isTemporal(type)) return [values, range, { value: 'last', label: 'Last…' }];
  if (isNumeric(type)) return [values, range];
  return type === 'boolean' ? [values] : [values, { value: 'text', label: 'Text' }];
}

interface FilterEditorProps {
  projectId: string;
  dataset: string;
  column: Column;
  filter: ChartFilter;
  onChange: (filter: ChartFilter) => void;
}

/** Which rows: by values, by a part of their text, from one end to another, or the last days, weeks and so on. */
export function FilterEditor({ projectId, dataset, column, filter, onChange }: FilterEditorProps) {
  const [mode, setMode] = useState<Mode>(modeOf(filter, column));
  const modes = modesOf(column);
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
        <>
          <Hinted hint="Leaves the chosen values out instead of keeping them.">
            <Switch
              size="xs"
              label="All but these"
              checked={filter.exclude ?? false}
              onChange={(event) => onChange({ ...filter, exclude: event.currentTarget.checked || undefined })}
            />
          </Hinted>
          <ValuePicker {...{ projectId, dataset, column, filter, onChange }} />
        </>
      ) : mode === 'text' ? (
        <TextPart {...{ name, filter, onChange }} />
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

interface EndsProps {
  name: string;
  filter: ChartFilter;
  onChange: (filter: ChartFilter) => void;
}

function TextPart({ name, filter, onChange }: EndsProps) {
  return (
    <TextInput
      label={`${name} has the text`}
      description="Capitals and small letters are alike."
      maxLength={200}
      value={filter.contains ?? ''}
      onChange={(event) => onChange({ column: name, contains: event.currentTarget.value })}
    />
  );
}

function NumberRange({ name, filter, onChange }: EndsProps) {
  const end = (key: 'from' | 'to', label: string) => (
    <NumberInput
      label={label}
      value={filter[key] ?? ''}
      placeholder="any"
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
const spans = [
  { value: 'rolling', label: 'counted back from there' },
  { value: 'complete', label: 'whole ones that have ended' },
  { value: 'current', label: 'with the one that runs' },
];

function LastPicker({ name, filter, onChange }: EndsProps) {
  const last = filter.last ?? { count: 7, unit: 'day' as const, before: 'newest' as const };
  const set = (change: Partial<typeof last>) => onChange({ column: name, last: { ...last, ...change } });
  return (
    <>
      <div style={pair}>
        <Hinted hint="How many units of time are kept.">
          <NumberInput
            label="The last"
            min={1}
            max={10_000}
            value={filter.last?.count ?? ''}
            placeholder="7"
            onChange={(count) =>
              typeof count === 'number' && count >= 1 ? set({ count }) : onChange({ column: name })
            }
          />
        </Hinted>
        <Hinted hint="The unit of time.">
          <Select
            label="Unit"
            data={units.map((unit) => ({ value: unit, label: `${unit}s` }))}
            value={last.unit}
            allowDeselect={false}
            comboboxProps={inPlace}
            onChange={(unit) => set({ unit: (unit ?? 'day') as 'day' })}
          />
        </Hinted>
      </div>
      <Hinted hint="To the second, in whole units that have ended, or since the unit began.">
        <Select
          label="Which"
          data={spans}
          value={last.span ?? 'rolling'}
          allowDeselect={false}
          comboboxProps={inPlace}
          onChange={(span) => set({ span: span === 'rolling' ? undefined : (span as 'complete') })}
        />
      </Hinted>
      <Hinted hint="From when it is counted back: from now, or from the newest row, so that old data show something, too.">
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
      </Hinted>
    </>
  );
}
