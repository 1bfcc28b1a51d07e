import { Select } from '@mantine/core';
import type { Chart } from '../../../nodes/contract/project/index.ts';
import { type NamedPalette, namedPalettes } from '../../charts/palette-names.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import styles from './chart-builder.module.css';

interface PaletteChoiceProps {
  chart: Chart;
  onChange: (change: Partial<Chart>) => void;
}

/** Kinds whose colours are always amounts. */
const ramped: readonly Chart['kind'][] = [
  'heatmap',
  'hexbin',
  'density',
  'map-density',
  'map-states',
  'map-countries',
  'gauge',
  'table',
  'pivot',
];
/** Kinds whose marks can be coloured by their series or by their figure. */
const either: readonly Chart['kind'][] = [
  'columns',
  'bars',
  'histogram',
  'treemap',
  'bubbles',
  'scatter',
  'map-points',
];
/** Amounts from nothing upwards have no two sides. */
const oneSided: readonly Chart['kind'][] = ['density', 'map-density', 'gauge'];

const item = ({ id, label, safe }: NamedPalette) => ({
  value: id,
  label: safe ? label : `${label} (not for the colour-blind)`,
});

function groupsFor(kind: Chart['kind']) {
  const series = namedPalettes.filter((palette) => palette.series).map(item);
  const ramps = namedPalettes.filter((palette) => palette.ramp).map(item);
  const twoSided = namedPalettes.filter((palette) => palette.diverging).map(item);
  return [
    ...(ramped.includes(kind) ? [] : [{ group: 'By series', items: series }]),
    ...(ramped.includes(kind) || either.includes(kind) ? [{ group: 'By value', items: ramps }] : []),
    ...((ramped.includes(kind) || either.includes(kind)) && !oneSided.includes(kind)
      ? [{ group: 'By value, below and above zero', items: twoSided }]
      : []),
  ];
}

/** Colours of a chart: of its series, or by value. */
export function PaletteChoice({ chart, onChange }: PaletteChoiceProps) {
  const groups = groupsFor(chart.kind);
  const isOffered = groups.some(({ items }) => items.some(({ value }) => value === chart.palette));
  return (
    <Hinted hint="One colour a series, or a scale that follows the figure.">
      <Select
        label="Colours"
        data={groups}
        value={isOffered ? (chart.palette ?? null) : null}
        placeholder={chart.kind === 'table' || chart.kind === 'pivot' ? 'none' : 'of the theme'}
        clearable
        maxDropdownHeight={320}
        onChange={(palette) => onChange({ palette: palette ?? undefined })}
        renderOption={({ option }) => {
          const palette = namedPalettes.find(({ id }) => id === option.value);
          return (
            <div className={styles.swatchRow}>
              <span className={styles.swatches} aria-hidden>
                {(palette?.series ?? palette?.ramp ?? palette?.diverging ?? []).slice(0, 7).map((colour) => (
                  <span key={colour} style={{ background: colour }} />
                ))}
              </span>
              {option.label}
            </div>
          );
        }}
      />
    </Hinted>
  );
}
