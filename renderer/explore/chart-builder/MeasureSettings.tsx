import { NumberInput, Select, TextInput } from '@mantine/core';
import { additiveAggregates, type Measure } from '../../../nodes/contract/project/index.ts';
import type { DataType } from '../../../nodes/contract/schema.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import { aggregatesFor, currencies, figureFormats } from './field-words.ts';
import { OptionalChoice } from './OptionalChoice.tsx';
import { inPlace, pair } from './settings-look.ts';

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
          <Hinted hint="What is computed of the rows of each group. Empty cells are left out.">
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
          </Hinted>
          {isGrouped && isAdditive ? <ShownAs measure={measure} set={set} /> : null}
          <Hinted hint="What the figure is called in legends, tips and tables.">
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
          </Hinted>
        </>
      )}
      {isCombined ? <DrawnAs measure={measure} set={set} /> : null}
      <NumberFormat measure={measure} set={set} />
      {isCompared ? (
        <OptionalChoice
          label="Good is"
          hint="Colours the change since the period before: green for better, red for worse."
          data={[
            { value: 'more', label: 'more than before' },
            { value: 'less', label: 'less than before' },
          ]}
          value={measure.better}
          placeholder="neither"
          isInPlace
          onChange={(better) => set({ better })}
        />
      ) : null}
    </>
  );
}

function ShownAs({ measure, set }: PartProps) {
  return (
    <OptionalChoice
      label="Shown as"
      hint="Its share of all rows, or what it and all groups before it add up to."
      data={[
        { value: 'share', label: 'Share of the whole' },
        { value: 'running', label: 'Running total' },
      ]}
      value={measure.as}
      placeholder="the figure itself"
      isInPlace
      onChange={(as) => set({ as })}
    />
  );
}

function DrawnAs({ measure, set }: PartProps) {
  return (
    <div style={pair}>
      <OptionalChoice
        label="Drawn as"
        hint="Automatic: bars for the first figure, lines for the others."
        data={[
          { value: 'bars', label: 'Bars' },
          { value: 'line', label: 'Line' },
          { value: 'area', label: 'Area' },
        ]}
        value={measure.draw}
        isInPlace
        onChange={(draw) => set({ draw })}
      />
      <OptionalChoice
        label="Axis"
        hint="Figures of another size have an axis of their own at the right."
        data={[
          { value: 'left', label: 'Left' },
          { value: 'right', label: 'Right' },
        ]}
        value={measure.axis}
        isInPlace
        onChange={(axis) => set({ axis })}
      />
    </div>
  );
}

function NumberFormat({ measure, set }: PartProps) {
  return (
    <>
      <div style={measure.format === 'currency' ? pair : undefined}>
        <Hinted hint="How the figure is written in axes, tips and tables; it is computed exactly all the same.">
          <Select
            label="Number format"
            data={figureFormats}
            value={measure.format ?? (measure.as === 'share' ? 'percent' : 'number')}
            allowDeselect={false}
            comboboxProps={inPlace}
            onChange={(format) => set({ format: format && (format !== 'number' || measure.as) ? format : undefined })}
          />
        </Hinted>
        {measure.format === 'currency' ? (
          <Hinted hint="The currency, by its sign.">
            <Select
              label="Of"
              data={currencies}
              value={measure.currency ?? 'USD'}
              allowDeselect={false}
              searchable
              comboboxProps={inPlace}
              onChange={(currency) => set({ currency: currency && currency !== 'USD' ? currency : undefined })}
            />
          </Hinted>
        ) : null}
      </div>
      <div style={pair}>
        <Hinted hint="Digits after the point. Automatic: as many as are useful.">
          <NumberInput
            label="Decimals"
            value={measure.decimals ?? ''}
            min={0}
            max={6}
            placeholder="automatic"
            onChange={(value) => set({ decimals: typeof value === 'number' ? value : undefined })}
          />
        </Hinted>
        <Hinted hint="Written after the number, such as km.">
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
        </Hinted>
      </div>
    </>
  );
}
