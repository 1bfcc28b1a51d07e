import { formatCount } from '../../ui/format.ts';
import { projectUsa } from '../albers-usa.ts';
import { formatFigure, formatTick, toNumber, toText } from '../chart-data.ts';
import type { Palette } from '../palette.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { US_MAP } from '../us-map.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

/** The shapes are projected already, y downwards: nothing is left to do but to keep the ratio. */
const asDrawn = {
  project: ([x = 0, y = 0]: number[]): number[] => [x, y],
  unproject: ([x = 0, y = 0]: number[]): number[] => [x, y],
};

const geoFrame = (palette: Palette) => ({
  map: US_MAP,
  projection: asDrawn,
  roam: true,
  scaleLimit: { min: 1, max: 12 },
  left: 8,
  right: 8,
  top: 8,
  bottom: 8,
  itemStyle: { areaColor: palette.land, borderColor: palette.landLine, borderWidth: 0.7 },
  emphasis: { label: { show: false }, itemStyle: { areaColor: palette.land } },
  select: { disabled: true },
});

/** Rows as dots where they happened; dot size and colour follow the first measure. */
export const mapPointsOption: OptionOf = ({ chart, data: { page }, palette }) => {
  const at = (name: string | undefined) => page.schema.findIndex((column) => column.name === name);
  const latitude = page.columns[at(chart.latitude)] ?? [];
  const longitude = page.columns[at(chart.longitude)] ?? [];
  const measure = chart.measures[0];
  const sizes = page.columns[at(measure?.column)];
  const seriesAt = at(chart.series?.column);
  const shown = page.schema
    .map((column, index) => ({ ...column, index }))
    .filter(({ name }) => name !== chart.latitude && name !== chart.longitude);
  const most = Math.max(1e-9, ...(sizes ?? []).map((size) => Math.abs(toNumber(size) ?? 0)));
  const colours = new Map<string, string>();
  const points = latitude.flatMap((cell, row) => {
    const place = projectUsa(toNumber(longitude[row]) ?? Number.NaN, toNumber(cell) ?? Number.NaN);
    if (!place) return [];
    const size = sizes ? Math.sqrt(Math.abs(toNumber(sizes[row]) ?? 0) / most) : 0.3;
    const series = seriesAt < 0 ? '' : (toText(page.columns[seriesAt]?.[row]) ?? '(empty)');
    if (!colours.has(series)) {
      colours.set(series, seriesAt < 0 ? palette.alert : (palette.series[colours.size % palette.series.length] ?? ''));
    }
    const colour = colours.get(series) ?? palette.alert;
    return [
      {
        value: [...place, row],
        symbolSize: 6 + 18 * size,
        itemStyle: { color: fade(colour, 0.55), borderColor: colour, borderWidth: 1 },
      },
    ];
  });
  const format = (row: number, index: number, name: string) =>
    name === measure?.column
      ? formatFigure(toNumber(page.columns[index]?.[row]), measure.format)
      : readable(page.columns[index]?.[row]);
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value, name }: { value?: number[]; name: string }) => {
        const row = value?.[2];
        if (row === undefined) return name;
        const [first, ...rest] = shown.map(({ name: column, index }): [string, string] => [
          column,
          format(row, index, column),
        ]);
        return tooltipContent(first ? first[1] : '', first ? [first, ...rest] : []);
      },
    },
    geo: { ...geoFrame(palette), silent: true },
    series: [{ type: 'scatter', coordinateSystem: 'geo', data: points }],
  };
};

function readable(value: unknown): string {
  if (typeof value === 'number')
    return String(Math.abs(value) >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(3)));
  return toText(value)?.replace('T', ' ') ?? '–';
}

/** US states filled by a figure. */
export const mapStatesOption: OptionOf = ({ data, palette, picked, stateNames }) => {
  const figure = data.figures[0];
  const values = figure?.values.map((value) => value ?? 0) ?? [];
  return {
    animationDuration: 250,
    textStyle: { fontFamily: 'inherit' },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ name, value }: { name: string; value: number }) =>
        tooltipContent(stateNames.get(name) ?? name, [
          [figure?.name ?? '', Number.isNaN(value) ? 'no rows' : formatFigure(value, figure?.format)],
        ]),
    },
    visualMap: {
      type: 'continuous',
      min: Math.min(0, ...values),
      max: Math.max(1, ...values),
      inRange: { color: palette.ramp },
      left: 0,
      bottom: 0,
      itemWidth: 8,
      itemHeight: 72,
      text: [formatTick(Math.max(1, ...values), figure?.format), formatTick(Math.min(0, ...values), figure?.format)],
      textStyle: { color: palette.dim, fontSize: 10 },
      calculable: false,
    },
    series: [
      {
        type: 'map',
        ...geoFrame(palette),
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: null, borderColor: palette.text, borderWidth: 1.5 },
        },
        data: data.groups.map((group, row) => ({
          name: group ?? '',
          value: figure?.values[row] ?? null,
          itemStyle: { opacity: opacityOf(picked, group) },
        })),
      },
    ],
  };
};

/** How many rows have no place on the map, in words; undefined when all have. */
export function outsideNote(latitude: readonly unknown[], longitude: readonly unknown[]): string | undefined {
  const outside = latitude.filter(
    (cell, row) => !projectUsa(toNumber(longitude[row]) ?? Number.NaN, toNumber(cell) ?? Number.NaN),
  ).length;
  return outside > 0
    ? `${formatCount(outside)} of ${formatCount(latitude.length)} rows lie outside the map`
    : undefined;
}
