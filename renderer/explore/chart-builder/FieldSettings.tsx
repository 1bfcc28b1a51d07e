import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ChartBin, Grouping, Measure } from '../../../nodes/contract/project/index.ts';
import type { DataType } from '../../../nodes/contract/schema.ts';
import { aggregatesFor, binsFor, figureFormats } from './field-words.ts';
import { isNumeric } from './wells.ts';

const inPlace = { withinPortal: false };

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
        onChange={(value) => onChange({ column, bin: (value ?? 'none') as ChartBin })}
      />
      {isNumeric(type) && bin === 'auto' ? (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
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

interface MeasureSettingsProps {
  measure: Measure;
  type: DataType | undefined;
  /** Bars, lines and axes are chosen of each figure. */
  combined: boolean;
  /** Taken as it is, so nothing is aggregated. */
  raw?: boolean;
  onChange: (measure: Measure) => void;
}

/** How a field is measured and written. */
export function MeasureSettings({ measure, type, combined, raw = false, onChange }: MeasureSettingsProps) {
  const set = (change: Partial<Measure>) => onChange({ ...measure, ...change });
  return (
    <>
      {raw ? null : (
        <Select
          label="Measured as"
          data={aggregatesFor(type)}
          value={measure.aggregate}
          allowDeselect={false}
          comboboxProps={inPlace}
          onChange={(value) => set({ aggregate: (value ?? 'count') as Measure['aggregate'] })}
        />
      )}
      {raw ? null : (
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
      )}
      {combined ? (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
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
      ) : null}
      <Select
        label="Number format"
        data={figureFormats}
        value={measure.format ?? 'number'}
        allowDeselect={false}
        comboboxProps={inPlace}
        onChange={(format) => set({ format: format && format !== 'number' ? format : undefined })}
      />
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
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
