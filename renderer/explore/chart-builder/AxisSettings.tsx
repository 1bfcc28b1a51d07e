import { NumberInput, Switch, TextInput } from '@mantine/core';
import type { Chart } from '../../../nodes/contract/project/index.ts';

interface AxisSettingsProps {
  chart: Chart;
  onChange: (change: Partial<Chart>) => void;
}

const pair = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 } as const;
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
      )}
      {hasEnds ? (
        <div style={pair}>
          <NumberInput
            label={isDial ? 'Dial from' : 'Axis from'}
            value={axis.from ?? ''}
            placeholder="automatic"
            onChange={(value) => set({ from: number(value) })}
          />
          <NumberInput
            label="to"
            value={axis.to ?? ''}
            placeholder="automatic"
            onChange={(value) => set({ to: number(value) })}
          />
        </div>
      ) : null}
      {isDial || chart.kind === 'hexbin' || chart.kind === 'density' ? null : (
        <Switch
          label="Logarithmic"
          checked={axis.log ?? false}
          onChange={(event) => set({ log: event.currentTarget.checked || undefined })}
        />
      )}
    </>
  );
}
