import { NumberInput, Select, TextInput } from '@mantine/core';
import {
  additiveAggregates,
  type ChartBin,
  type Grouping,
  type Measure,
} from '../../../nodes/contract/project/index.ts';
import type { DataType } from '../../../nodes/contract/schema.ts';
import { aggregatesFor, binsFor, currencies, figureFormats } from './field-words.ts';
import { isNumeric, isTemporal } from './wells.ts';

const inPlace = { withinPortal: false };
const pair = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 } as const;
/** Bins that are parts of the calendar have names, not dates. */
const isPart = (bin: ChartBin) => /-/.test(bin) || bin === 'weekday';

interface GroupingSettingsProps {
  grouping: Grouping;
  type: DataType | undefined;
  onChange: (grouping: Grouping) => void;
}

/** How the values of a field become groups. */
export function GroupingSettings({ grouping, type, onChange }: GroupingSettingsProps) {
  const bins = binsFor(type);
  if (bins.length === 0) return null;
  const { column, bin } = grouping;
  return (
    <>
      <Select
        label="Group by"
        data={bins}
        value={bin}
        allowDeselect={false}
        comboboxProps={inPlace}
        onChange={(value) => onChange({ column, bin: (value ?? 'none') as ChartBin, dates: grouping.dates })}
      />
      {isTemporal(type) && !isPart(bin) ? (
        <Select
          label="Dates are written"
          data={[
            { value: 'iso', label: '2025-03-31' },
            { value: 'words', label: '31 Mar 2025' },
          ]}
          value={grouping.dates ?? 'iso'}
          allowDeselect={false}
          comboboxProps={inPlace}
          onChange={(dates) => onChange({ ...grouping, dates: dates === 'words' ? 'words' : undefined })}
        />
      ) : null}
      {isNumeric(type) && bin === 'auto' ? (
        <div style={pair}>
          <NumberInput
            label="About this many"
            value={grouping.bins ?? ''}
            min={2}
            max={200}
            placeholder="20"
            disabled={grouping.width !== undefined}
            onChange={(value) =>
              onChange({ ...grouping, bins: typeof value === 'number' && value >= 2 ? value : undefined })
            }
          />
          <NumberInput
            label="Or each so wide"
            value={grouping.width ?? ''}
            min={0}
            placeholder="automatic"
            onChange={(value) =>
              onChange({ ...grouping, width: typeof value === 'number' && value > 0 ? value : undefined })
            }
          />
        </div>
      ) : null}
    </>
  );
}

/** What can be said of a figure where it stands. */
export interface MeasurePlace {
  /** Bars, lines and axes are chosen of each figure. */
  isCombined: boolean;
  /** Taken as it is, so nothing is aggregated. */
  isRaw: boolean;
  /** Measured of groups, which have shares of the whole and follow one another. */
  isGrouped: boolean;
  /** Stands beside what it was before. */
  isCompared: boolean;
  /** Written, not drawn: texts and dates, too. */
  isWritten: boolean;
}

interface MeasureSettingsProps {
  measure: Measure;
  type: DataType | undefined;
  place: MeasurePlace;
  onChange: (measure: Measure) => void;
}

type PartProps = Pick<MeasureSettingsProps, 'measure'> & { set: (change: Partial<Measure>) => void };

/** How a field is measured and written. */
export function MeasureSettings({ measure, type, place, onChange }: MeasureSettingsProps) {
  const set = (change: Partial<Measure>) => onChange({ ...measure, ...change });
  const { isCombined, isRaw, isGrouped, isCompared, isWritten } = place;
  const isAdditive = additiveAggregates.includes(measure.aggregate);
  return (
    <>
      {isRaw ? null : (
        <>
          <Select
            label="Measured as"
            data={aggregatesFor(type, isWritten)}
            value={measure.aggregate}
            allowDeselect={false}
            comboboxProps={inPlace}
            onChange={(value) => {
              const aggregate = (value ?? 'count') as Measure['aggregate'];
              set({ aggregate, as: additiveAggregates.includes(aggregate) ? measure.as : undefined });
            }}
          />
          {isGrouped && isAdditive ? <ShownAs measure={measure} set={set} /> : null}
          <TextInput
            key={measure.label}
            label="Name"
            placeholder="as measured"
            defaultValue={measure.label ?? ''}
            onBlur={(event) => {
              const label = event.currentTarget.value.trim() || undefined;
              if (label !== measure.label) set({ label });
            }}
          />
        </>
      )}
      {isCombined ? <DrawnAs measure={measure} set={set} /> : null}
      <NumberFormat measure={measure} set={set} />
      {isCompared ? (
        <Select
          label="Good is"
          data={[
            { value: 'more', label: 'more than before' },
            { value: 'less', label: 'less than before' },
          ]}
          value={measure.better ?? null}
          placeholder="neither"
          clearable
          comboboxProps={inPlace}
          onChange={(better) => set({ better: (better ?? undefined) as Measure['better'] })}
        />
      ) : null}
    </>
  );
}

function ShownAs({ measure, set }: PartProps) {
  return (
    <Select
      label="Shown as"
      data={[
        { value: 'share', label: 'Share of the whole' },
        { value: 'running', label: 'Running total' },
      ]}
      value={measure.as ?? null}
      placeholder="the figure itself"
      clearable
      comboboxProps={inPlace}
      onChange={(as) => set({ as: (as ?? undefined) as Measure['as'] })}
    />
  );
}

function DrawnAs({ measure, set }: PartProps) {
  return (
    <div style={pair}>
      <Select
        label="Drawn as"
        data={[
          { value: 'bars', label: 'Bars' },
          { value: 'line', label: 'Line' },
          { value: 'area', label: 'Area' },
        ]}
        value={measure.draw ?? null}
        placeholder="automatic"
        clearable
        comboboxProps={inPlace}
        onChange={(value) => set({ draw: (value ?? undefined) as Measure['draw'] })}
      />
      <Select
        label="Axis"
        data={[
          { value: 'left', label: 'Left' },
          { value: 'right', label: 'Right' },
        ]}
        value={measure.axis ?? null}
        placeholder="automatic"
        clearable
        comboboxProps={inPlace}
        onChange={(value) => set({ axis: (value ?? undefined) as Measure['axis'] })}
      />
    </div>
  );
}

function NumberFormat({ measure, set }: PartProps) {
  return (
    <>
      <div style={measure.format === 'currency' ? pair : undefined}>
        <Select
          label="Number format"
          data={figureFormats}
          value={measure.format ?? (measure.as === 'share' ? 'percent' : 'number')}
          allowDeselect={false}
          comboboxProps={inPlace}
          onChange={(format) => set({ format: format && (format !== 'number' || measure.as) ? format : undefined })}
        />
        {measure.format === 'currency' ? (
          <Select
            label="Of"
            data={currencies}
            value={measure.currency ?? 'USD'}
            allowDeselect={false}
            searchable
            comboboxProps={inPlace}
            onChange={(currency) => set({ currency: currency && currency !== 'USD' ? currency : undefined })}
          />
        ) : null}
      </div>
      <div style={pair}>
        <NumberInput
          label="Decimals"
          value={measure.decimals ?? ''}
          min={0}
          max={6}
          placeholder="automatic"
          onChange={(value) => set({ decimals: typeof value === 'number' ? value : undefined })}
        />
        <TextInput
          key={measure.unit}
          label="Unit"
          placeholder="none"
          maxLength={20}
          defaultValue={measure.unit ?? ''}
          onBlur={(event) => {
            const unit = event.currentTarget.value.trim() || undefined;
            if (unit !== measure.unit) set({ unit });
          }}
        />
      </div>
    </>
  );
}
