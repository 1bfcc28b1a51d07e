import { NumberInput, Select } from '@mantine/core';
import type { ChartBin, Grouping } from '../../../nodes/contract/project/index.ts';
import { type DataType, isNumeric, isTemporal } from '../../../nodes/contract/schema.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import { binsFor } from './field-words.ts';
import { inPlace, pair } from './settings-look.ts';

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
      <Hinted hint="How the values become groups: dates by a unit of time or a part of the calendar, numbers in bins.">
        <Select
          label="Group by"
          data={bins}
          value={bin}
          allowDeselect={false}
          comboboxProps={inPlace}
          onChange={(value) => onChange({ column, bin: (value ?? 'none') as ChartBin, dates: grouping.dates })}
        />
      </Hinted>
      {isTemporal(type) && !isPart(bin) ? (
        <Hinted hint="In axes, tables and tips of this chart.">
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
        </Hinted>
      ) : null}
      {isNumeric(type) && bin === 'auto' ? (
        <div style={pair}>
          <Hinted hint="How many bins there are; their ends are round numbers, so there may be a few more or less.">
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
          </Hinted>
          <Hinted hint="The width of a bin, in the unit of the column.">
            <NumberInput
              label="Or each so wide"
              value={grouping.width ?? ''}
              min={0}
              placeholder="automatic"
              onChange={(value) =>
                onChange({ ...grouping, width: typeof value === 'number' && value > 0 ? value : undefined })
              }
            />
          </Hinted>
        </div>
      ) : null}
    </>
  );
}
