import { NumberInput, Switch, TextInput } from '@mantine/core';
import type { Chart } from '../../../nodes/contract/project/index.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import { pair } from './settings-look.ts';

interface AxisSettingsProps {
  chart: Chart;
  onChange: (change: Partial<Chart>) => void;
}

const number = (value: string | number): number | undefined => (typeof value === 'number' ? value : undefined);

/** Title, ends and scale of the axis of figures. */
export function AxisSettings({ chart, onChange }: AxisSettingsProps) {
  const { axis = {} } = chart;
  const set = (change: Partial<typeof axis>) => {
    const next = { ...axis, ...change };
    const used = Object.values(next).some((value) => value !== undefined && value !== false);
    onChange({ axis: used ? next : undefined });
  };
  const isDial = chart.kind === 'gauge';
  const hasEnds = !['scatter', 'bubbles', 'hexbin', 'density'].includes(chart.kind);
  return (
    <>
      {isDial ? null : (
        <Hinted hint="Words beside the axis of the figures.">
          <TextInput
            key={axis.title}
            label="Title of the axis"
            placeholder="none"
            defaultValue={axis.title ?? ''}
            onBlur={(event) => {
              const title = event.currentTarget.value.trim() || undefined;
              if (title !== axis.title) set({ title });
            }}
          />
        </Hinted>
      )}
      {hasEnds ? (
        <div style={pair}>
          <Hinted hint="Where the axis begins. Automatic: at zero or below the smallest figure.">
            <NumberInput
              label={isDial ? 'Dial from' : 'Axis from'}
              value={axis.from ?? ''}
              placeholder="automatic"
              onChange={(value) => set({ from: number(value) })}
            />
          </Hinted>
          <Hinted hint="Where the axis ends. Automatic: above the largest figure.">
            <NumberInput
              label="to"
              value={axis.to ?? ''}
              placeholder="automatic"
              onChange={(value) => set({ to: number(value) })}
            />
          </Hinted>
        </div>
      ) : null}
      {isDial || chart.kind === 'hexbin' || chart.kind === 'density' ? null : (
        <Hinted hint="Each step is ten times the one before: for figures of very different sizes. Zero and less cannot be shown.">
          <Switch
            label="Logarithmic"
            checked={axis.log ?? false}
            onChange={(event) => set({ log: event.currentTarget.checked || undefined })}
          />
        </Hinted>
      )}
    </>
  );
}
