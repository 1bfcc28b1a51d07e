import { ActionIcon, Button, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Chart, ChartOption, Reference } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { namedPalettes } from '../../charts/palette-names.ts';
import styles from './chart-builder.module.css';

interface ChartOptionsProps {
  chart: Chart;
  schema: Schema;
  options: readonly ChartOption[];
  onChange: (change: Partial<Chart>) => void;
}

const pair = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 } as const;
const number = (value: string | number): number | undefined => (typeof value === 'number' ? value : undefined);

/** Settings of a chart beyond its fields: those that its kind knows. */
export function ChartOptions({ chart, schema, options, onChange }: ChartOptionsProps) {
  const has = (option: ChartOption) => options.includes(option);
  const rows = chart.kind === 'table' && !chart.dimension;
  return (
    <div className={styles.options}>
      {has('stack') ? <StackChoice chart={chart} onChange={onChange} /> : null}
      {has('order') ? <OrderChoice chart={chart} onChange={onChange} /> : null}
      {has('sort') && rows ? <SortChoice chart={chart} schema={schema} onChange={onChange} /> : null}
      {has('limit') || has('seriesLimit') ? (
        <div style={pair}>
          {has('limit') ? (
            <NumberInput
              label={rows ? 'Most rows' : 'Most groups or points'}
              value={chart.limit ?? ''}
              min={1}
              max={20_000}
              placeholder="automatic"
              onChange={(limit) => onChange({ limit: typeof limit === 'number' && limit >= 1 ? limit : undefined })}
            />
          ) : null}
          {has('seriesLimit') ? (
            <NumberInput
              label="Most series"
              value={chart.seriesLimit ?? ''}
              min={1}
              max={60}
              placeholder="automatic"
              onChange={(value) =>
                onChange({ seriesLimit: typeof value === 'number' && value >= 1 ? value : undefined })
              }
            />
          ) : null}
        </div>
      ) : null}
      {has('other') && !rows ? (
        <Switch
          label="Show the rest together as “(other)”"
          checked={chart.other ?? ['pie', 'donut', 'treemap', 'sankey'].includes(chart.kind)}
          onChange={(event) => onChange({ other: event.currentTarget.checked })}
        />
      ) : null}
      {has('palette') ? <PaletteChoice chart={chart} onChange={onChange} /> : null}
      {has('legend') ? (
        <Select
          label="Legend"
          data={[
            { value: 'top', label: 'Above' },
            { value: 'right', label: 'At the right' },
            { value: 'none', label: 'None' },
          ]}
          value={chart.legend ?? null}
          placeholder="automatic"
          clearable
          onChange={(legend) => onChange({ legend: (legend ?? undefined) as Chart['legend'] })}
        />
      ) : null}
      {has('map') ? (
        <Select
          label="Map"
          data={[
            { value: 'usa', label: 'United States' },
            { value: 'world', label: 'World' },
          ]}
          value={chart.map ?? null}
          placeholder="by where the points lie"
          clearable
          onChange={(map) => onChange({ map: (map ?? undefined) as Chart['map'] })}
        />
      ) : null}
      {has('labels') ? (
        <Switch
          label="Write the figures beside the marks"
          checked={chart.labels ?? false}
          onChange={(event) => onChange({ labels: event.currentTarget.checked || undefined })}
        />
      ) : null}
      {has('axis') ? <AxisSettings chart={chart} onChange={onChange} /> : null}
      {has('references') ? <References chart={chart} onChange={onChange} /> : null}
    </div>
  );
}

type PartProps = Pick<ChartOptionsProps, 'chart' | 'onChange'>;

function StackChoice({ chart, onChange }: PartProps) {
  return (
    <Select
      label="Several series"
      data={[
        { value: 'none', label: 'Side by side' },
        { value: 'stacked', label: 'Stacked' },
        { value: 'percent', label: 'Stacked to 100 %' },
      ]}
      value={chart.stack ?? null}
      placeholder="automatic"
      clearable
      onChange={(stack) => onChange({ stack: (stack ?? undefined) as Chart['stack'] })}
    />
  );
}

const orders = [
  { value: 'figure down', label: 'Largest figure first' },
  { value: 'figure up', label: 'Smallest figure first' },
  { value: 'group up', label: 'By name, upwards' },
  { value: 'group down', label: 'By name, downwards' },
];

function OrderChoice({ chart, onChange }: PartProps) {
  const { order } = chart;
  return (
    <Select
      label="Order"
      data={orders}
      value={order ? `${order.by} ${order.descending ? 'down' : 'up'}` : null}
      placeholder="automatic"
      clearable
      onChange={(value) => {
        const [by, way] = (value ?? '').split(' ');
        onChange({ order: by ? { by: by as 'figure', descending: way === 'down' } : undefined });
      }}
    />
  );
}

function SortChoice({ chart, schema, onChange }: PartProps & { schema: Schema }) {
  const { sort } = chart;
  return (
    <div style={pair}>
      <Select
        label="Sort by"
        data={schema.map(({ name }) => name)}
        value={sort?.by ?? null}
        placeholder="as they come"
        searchable
        clearable
        onChange={(by) => onChange({ sort: by ? { by, descending: sort?.descending ?? true } : undefined })}
      />
      <Select
        label="Direction"
        data={[
          { value: 'down', label: 'Largest first' },
          { value: 'up', label: 'Smallest first' },
        ]}
        value={sort?.descending === false ? 'up' : 'down'}
        disabled={!sort}
        allowDeselect={false}
        onChange={(way) => sort && onChange({ sort: { ...sort, descending: way !== 'up' } })}
      />
    </div>
  );
}

const ramped: readonly Chart['kind'][] = [
  'heatmap',
  'hexbin',
  'density',
  'map-density',
  'map-states',
  'map-countries',
  'gauge',
];

function PaletteChoice({ chart, onChange }: PartProps) {
  const wanted = namedPalettes.filter(({ ramp }) => Boolean(ramp) === ramped.includes(chart.kind));
  return (
    <Select
      label="Colours"
      data={wanted.map(({ id, label, safe }) => ({
        value: id,
        label: safe ? label : `${label} (not for the colour-blind)`,
      }))}
      value={wanted.some(({ id }) => id === chart.palette) ? (chart.palette ?? null) : null}
      placeholder="of the theme"
      clearable
      onChange={(palette) => onChange({ palette: palette ?? undefined })}
      renderOption={({ option }) => {
        const palette = wanted.find(({ id }) => id === option.value);
        return (
          <div className={styles.swatchRow}>
            <span className={styles.swatches} aria-hidden>
              {(palette?.series ?? palette?.ramp ?? []).slice(0, 7).map((colour) => (
                <span key={colour} style={{ background: colour }} />
              ))}
            </span>
            {option.label}
          </div>
        );
      }}
    />
  );
}

function AxisSettings({ chart, onChange }: PartProps) {
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

const referenceKinds = [
  { value: 'value', label: 'At a value' },
  { value: 'mean', label: 'Mean' },
  { value: 'median', label: 'Median' },
  { value: 'min', label: 'Smallest' },
  { value: 'max', label: 'Largest' },
];

function References({ chart, onChange }: PartProps) {
  const { references = [] } = chart;
  const save = (next: Reference[]) => onChange({ references: next.length > 0 ? next : undefined });
  const set = (at: number, change: Partial<Reference>) =>
    save(references.map((one, index) => (index === at ? { ...one, ...change } : one)));
  return (
    <>
      {references.map((reference, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={at} className={styles.reference}>
          <Select
            label="Reference line"
            data={referenceKinds}
            value={reference.kind}
            allowDeselect={false}
            onChange={(kind) => set(at, { kind: (kind ?? 'value') as Reference['kind'] })}
          />
          <NumberInput
            label="Value"
            value={reference.kind === 'value' ? (reference.value ?? '') : ''}
            disabled={reference.kind !== 'value'}
            onChange={(value) => set(at, { value: number(value) })}
          />
          <ActionIcon
            aria-label="Remove the reference line"
            onClick={() => save(references.filter((_, index) => index !== at))}
          >
            <IconX size={14} />
          </ActionIcon>
          <TextInput
            key={reference.label}
            aria-label="Words of the reference line"
            placeholder="Its words"
            defaultValue={reference.label ?? ''}
            onBlur={(event) => {
              const label = event.currentTarget.value.trim() || undefined;
              if (label !== reference.label) set(at, { label });
            }}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlus size={13} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => save([...references, { kind: chart.kind === 'gauge' ? 'value' : 'mean' }])}
      >
        Reference line
      </Button>
    </>
  );
}
