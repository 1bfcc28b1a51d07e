import { NumberInput, Select, Switch } from '@mantine/core';
import type { Chart, ChartOption } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import { AxisSettings } from './AxisSettings.tsx';
import styles from './chart-builder.module.css';
import { OptionalChoice } from './OptionalChoice.tsx';
import { PaletteChoice } from './PaletteChoice.tsx';
import { References } from './References.tsx';
import { pair } from './settings-look.ts';

interface ChartOptionsProps {
  chart: Chart;
  schema: Schema;
  options: readonly ChartOption[];
  onChange: (change: Partial<Chart>) => void;
}

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
            <Hinted hint="How much is drawn at most. More groups or rows are left out or shown together, and the chart says so.">
              <NumberInput
                label={rows ? 'Most rows' : 'Most groups or points'}
                value={chart.limit ?? ''}
                min={1}
                max={20_000}
                placeholder="automatic"
                onChange={(limit) => onChange({ limit: typeof limit === 'number' && limit >= 1 ? limit : undefined })}
              />
            </Hinted>
          ) : null}
          {has('seriesLimit') ? (
            <Hinted hint="How many values of the second grouping have a series of their own; the rest are shown together.">
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
            </Hinted>
          ) : null}
        </div>
      ) : null}
      {has('other') && !rows ? (
        <Hinted hint="Groups beyond the limit become one, with figures that are computed of all their rows.">
          <Switch
            label="Show the rest together as “(other)”"
            checked={chart.other ?? ['pie', 'donut', 'treemap', 'sankey'].includes(chart.kind)}
            onChange={(event) => onChange({ other: event.currentTarget.checked })}
          />
        </Hinted>
      ) : null}
      {has('palette') ? <PaletteChoice chart={chart} onChange={onChange} /> : null}
      {has('legend') ? (
        <OptionalChoice
          label="Legend"
          hint="Where the names of the series stand. Automatic: above, when there is more than one."
          data={[
            { value: 'top', label: 'Above' },
            { value: 'right', label: 'At the right' },
            { value: 'none', label: 'None' },
          ]}
          value={chart.legend}
          onChange={(legend) => onChange({ legend })}
        />
      ) : null}
      {has('map') ? (
        <OptionalChoice
          label="Map"
          hint="What points are placed on. Automatic: the United States when nearly all points lie there."
          data={[
            { value: 'usa', label: 'United States' },
            { value: 'world', label: 'World' },
          ]}
          value={chart.map}
          placeholder="by where the points lie"
          onChange={(map) => onChange({ map })}
        />
      ) : null}
      {has('labels') ? (
        <Hinted hint="Those that would lie over one another are left out.">
          <Switch
            label="Write the figures beside the marks"
            checked={chart.labels ?? false}
            onChange={(event) => onChange({ labels: event.currentTarget.checked || undefined })}
          />
        </Hinted>
      ) : null}
      {has('axis') ? <AxisSettings chart={chart} onChange={onChange} /> : null}
      {has('references') ? <References chart={chart} onChange={onChange} /> : null}
    </div>
  );
}

type PartProps = Pick<ChartOptionsProps, 'chart' | 'onChange'>;

function StackChoice({ chart, onChange }: PartProps) {
  return (
    <OptionalChoice
      label="Several series"
      hint="How the series of one group stand. To 100 %: each is a share of its group."
      data={[
        { value: 'none', label: 'Side by side' },
        { value: 'stacked', label: 'Stacked' },
        { value: 'percent', label: 'Stacked to 100 %' },
      ]}
      value={chart.stack}
      onChange={(stack) => onChange({ stack })}
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
    <Hinted hint="Which groups come first. Automatic: dates and numbers in their own order, others by the first figure.">
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
    </Hinted>
  );
}

function SortChoice({ chart, schema, onChange }: PartProps & { schema: Schema }) {
  const { sort } = chart;
  return (
    <div style={pair}>
      <Hinted hint="The column that decides which rows come first; also chosen by a click on its head in the table.">
        <Select
          label="Sort by"
          data={schema.map(({ name }) => name)}
          value={sort?.by ?? null}
          placeholder="as they come"
          searchable
          clearable
          onChange={(by) => onChange({ sort: by ? { by, descending: sort?.descending ?? true } : undefined })}
        />
      </Hinted>
      <Hinted hint="Whether large values, late dates and texts from the end of the alphabet come first.">
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
      </Hinted>
    </div>
  );
}
