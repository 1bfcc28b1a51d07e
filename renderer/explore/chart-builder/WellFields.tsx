import { TextInput } from '@mantine/core';
import {
  type Chart,
  type Measure,
  unfitFields,
  type Well,
  wellColumns,
  wellTakes,
  writesFigures,
} from '../../../nodes/contract/project/index.ts';
import type { Column, Schema } from '../../../nodes/contract/schema.ts';
import styles from './chart-builder.module.css';
import type { Drop } from './drag.ts';
import { FieldChip } from './FieldChip.tsx';
import { groupingWords, measureWords, unfitWords } from './field-words.ts';
import { GroupingSettings } from './GroupingSettings.tsx';
import { MeasureSettings } from './MeasureSettings.tsx';
import { WellBox } from './WellBox.tsx';
import { take } from './wells.ts';

interface WellFieldsProps {
  chart: Chart;
  well: Well;
  wells: readonly Well[];
  schema: Schema;
  onDrop: (drop: Drop) => void;
  onChange: (chart: Chart) => void;
}

const hints: Record<Well['accepts'], string> = {
  any: 'Drop a field here',
  number: 'Drop a number here',
  time: 'Drop a date here',
  'number-or-time': 'Drop a number or a date here',
};

/** One well with the fields in it. */
export function WellFields({ chart, well, wells, schema, onDrop, onChange }: WellFieldsProps) {
  const names = wellColumns(chart, well.id).slice(0, well.max);
  const columnOf = (name: string): Column | undefined => schema.find((column) => column.name === name);
  const unfit = unfitFields(chart, [well], schema);
  return (
    <WellBox
      id={well.id}
      label={well.label}
      help={well.help}
      takes={(type) => wellTakes(well, type as Column['type'])}
      needed={well.min > 0}
      empty={names.length < Math.max(1, well.min)}
      hint={well.role === 'measure' && well.min === 0 ? 'Rows are counted; or drop a field here' : hints[well.accepts]}
    >
      {names.map((name, at) => {
        const column = columnOf(name) ?? { name: name || 'rows', type: name ? 'string' : 'bigint' };
        return (
          <FieldChip
            // biome-ignore lint/suspicious/noArrayIndexKey: the same field may stand in a well twice
            key={`${name} ${at}`}
            well={well.id}
            at={at}
            column={column}
            label={chipWords(chart, well, { name, at, column: columnOf(name) })}
            sort={well.role}
            unfit={unfit.some((one) => one.at === at)}
            onDrop={onDrop}
            onRemove={() => onChange(take(chart, well.id, at))}
            moves={name ? wells.filter((other) => other.id !== well.id && wellTakes(other, column.type)) : []}
          >
            <ChipSettings {...{ chart, well, at, onChange }} column={columnOf(name)} />
          </FieldChip>
        );
      })}
      {unfit.map((one) => (
        <span key={one.at} className={styles.unfitWords} role="alert">
          {unfitWords(one)}
        </span>
      ))}
    </WellBox>
  );
}

const groupingAt = (chart: Chart, { id }: Well, at: number) =>
  id === 'dimension' || id === 'series' ? chart[id] : id === 'levels' ? chart.levels?.[at] : undefined;

const measureAt = (chart: Chart, { id }: Well, at: number): Measure | undefined =>
  id === 'size' ? chart.size : id === 'measures' || id === 'y' ? chart.measures[at] : undefined;

function chipWords(
  chart: Chart,
  well: Well,
  { name, at, column }: { name: string; at: number; column: Column | undefined },
): string {
  const grouping = well.role === 'group' ? groupingAt(chart, well, at) : undefined;
  if (grouping) return groupingWords(grouping, column?.type);
  const measure = well.role === 'measure' ? measureAt(chart, well, at) : undefined;
  if (measure) return measureWords(measure, column?.type);
  return well.id === 'target' && chart.target ? `${name} is ${chart.target.value}` : name;
}

interface ChipSettingsProps {
  chart: Chart;
  well: Well;
  at: number;
  column: Column | undefined;
  onChange: (chart: Chart) => void;
}

function ChipSettings({ chart, well, at, column, onChange }: ChipSettingsProps) {
  const grouping = well.role === 'group' ? groupingAt(chart, well, at) : undefined;
  if (grouping) {
    return (
      <GroupingSettings
        grouping={grouping}
        type={column?.type}
        onChange={(next) =>
          onChange(
            well.id === 'levels'
              ? { ...chart, levels: (chart.levels ?? []).map((one, index) => (index === at ? next : one)) }
              : { ...chart, [well.id]: next },
          )
        }
      />
    );
  }
  const measure = measureAt(chart, well, at);
  if (measure) {
    return (
      <MeasureSettings
        measure={measure}
        type={column?.type}
        place={{
          isCombined: chart.kind === 'combo',
          isRaw: well.role === 'value',
          isGrouped: well.id === 'measures' && chart.dimension !== undefined && chart.kind !== 'kpi',
          isCompared: chart.kind === 'kpi' && chart.dimension !== undefined,
          isWritten: writesFigures(chart, well),
        }}
        onChange={(next) =>
          onChange(
            well.id === 'size'
              ? { ...chart, size: next }
              : { ...chart, measures: chart.measures.map((one, index) => (index === at ? next : one)) },
          )
        }
      />
    );
  }
  if (well.id === 'target' && chart.target) {
    const { target } = chart;
    return (
      <TextInput
        key={target.value}
        label="Counts as a hit"
        description="The value of the outcome that was looked for."
        defaultValue={target.value}
        onBlur={(event) => {
          const value = event.currentTarget.value;
          if (value !== target.value) onChange({ ...chart, target: { ...target, value } });
        }}
      />
    );
  }
  return null;
}
