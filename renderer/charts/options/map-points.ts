import { formatCount } from '../../ui/format.ts';
import { toNumber, toText } from '../chart-data.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, legendOf } from './frame.ts';
import { geoFrame, liesInUsa, type PlaceOf, placeInUsa, placeOnEarth } from './geo-frame.ts';
import type { OptionInput, OptionOf } from './option-input.ts';

type MapInput = Pick<OptionInput, 'chart' | 'data'>;

/** The cells of the columns of place. */
function placesOf({
  chart,
  data: { page },
}: MapInput): [longitudes: readonly unknown[], latitudes: readonly unknown[]] {
  const byName = (name: string | undefined) =>
    page.columns[page.schema.findIndex((column) => column.name === name)] ?? [];
  return chart.kind === 'map-density'
    ? [byName('longitude'), byName('latitude')]
    : [byName(chart.longitude), byName(chart.latitude)];
}

/** Whether the points are shown on the map of the world. */
export const isOnWorld = (input: MapInput): boolean =>
  input.chart.map ? input.chart.map === 'world' : !liesInUsa(...placesOf(input));

const placeOf = (input: MapInput): PlaceOf => (isOnWorld(input) ? placeOnEarth : placeInUsa);

function readable(value: unknown): string {
  if (typeof value === 'number')
    return String(Math.abs(value) >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(3)));
  return toText(value)?.replace('T', ' ') ?? '–';
}

/** Rows as dots where they happened; dot size and colour follow the first measure. */
export const mapPointsOption: OptionOf = (input) => {
  const { chart, palette } = input;
  const { page } = input.data;
  const onWorld = isOnWorld(input);
  const regions = onWorld ? input.world : input.usa;
  if (!regions) return {};
  const place = placeOf(input);
  const at = (name: string | undefined) => page.schema.findIndex((column) => column.name === name);
  const [longitudes, latitudes] = placesOf(input);
  const measure = chart.measures[0];
  const sizes = page.columns[at(measure?.column)];
  const seriesAt = at(chart.series?.column);
  const shown = page.schema
    .map((column, index) => ({ ...column, index }))
    .filter(({ name }) => name !== chart.latitude && name !== chart.longitude);
  const most = Math.max(1e-9, ...(sizes ?? []).map((size) => Math.abs(toNumber(size) ?? 0)));
  const groups = new Map<string, { value: number[]; symbolSize: number }[]>();
  latitudes.forEach((latitude, row) => {
    const point = place(longitudes[row], latitude);
    if (!point) return;
    const size = sizes
      ? Math.sqrt(Math.abs(toNumber(sizes[row]) ?? 0) / most)
      : latitudes.length > 1000 || onWorld
        ? 0
        : 0.3;
    const name = seriesAt < 0 ? '' : groupLabel(toText(page.columns[seriesAt]?.[row]), page.schema[seriesAt]);
    const points = groups.get(name) ?? [];
    points.push({
      value: [...point, row],
      symbolSize: (latitudes.length > 1000 || onWorld ? 4 : 6) + (onWorld ? 10 : 18) * size,
    });
    groups.set(name, points);
  });
  const names = [...groups.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const colourOf = (index: number) =>
    seriesAt < 0
      ? chart.palette
        ? (palette.series[0] ?? palette.alert)
        : palette.alert
      : (palette.series[index % palette.series.length] ?? '');
  const { legend, room } = legendOf(chart, palette, seriesAt < 0 ? [] : names);
  const format = (row: number, index: number, name: string) =>
    name === measure?.column
      ? formatFigure(toNumber(page.columns[index]?.[row]), measure)
      : readable(page.columns[index]?.[row]);
  return {
    ...base,
    animation: false,
    legend,
    color: names.map((_, index) => colourOf(index)),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value, name }: { value?: number[]; name: string }) => {
        const row = value?.[2];
        if (row === undefined) return name;
        const facts = shown.map(({ name: column, index }) => ({ name: column, value: format(row, index, column) }));
        return tooltipContent(facts[0]?.value ?? 'Here', facts);
      },
    },
    geo: { ...geoFrame(palette, regions, onWorld), top: room.top, silent: true },
    series: names.map((name, index) => ({
      name,
      type: 'scatter',
      coordinateSystem: 'geo',
      itemStyle: { color: fade(colourOf(index), 0.5), borderColor: colourOf(index), borderWidth: 0.8 },
      data: groups.get(name),
    })),
  };
};

/** Where the rows lie close together: cells of the reply as a glow. */
export const mapDensityOption: OptionOf = (input) => {
  const { palette, data, chart } = input;
  const { page } = data;
  const onWorld = isOnWorld(input);
  const regions = onWorld ? input.world : input.usa;
  if (!regions) return {};
  const place = placeOf(input);
  const [longitudes, latitudes] = placesOf(input);
  const amounts = page.columns[2] ?? [];
  const points = latitudes.flatMap((latitude, row) => {
    const point = place(longitudes[row], latitude);
    const amount = toNumber(amounts[row]);
    return point && amount !== null && amount > 0 ? [[...point, Math.sqrt(amount), amount]] : [];
  });
  const roots = points.map(([, , root = 0]) => root).sort((a, b) => a - b);
  const top = roots[Math.floor(roots.length * 0.97)] ?? 1;
  const size = points.length > 4000 ? 6 : points.length > 800 ? 10 : 16;
  return {
    ...base,
    animation: false,
    tooltip: { ...tooltipStyle(palette), show: false },
    visualMap: {
      show: false,
      min: 0,
      max: (top || 1) * 4,
      seriesIndex: 0,
      dimension: 2,
      inRange: {
        color: chart.palette ? palette.ramp : palette.glow,
      },
    },
    geo: { ...geoFrame(palette, regions, onWorld), silent: true },
    series: [
      {
        type: 'heatmap',
        coordinateSystem: 'geo',
        pointSize: size,
        blurSize: size * 1.5,
        minOpacity: 0.12,
        maxOpacity: 0.9,
        data: points,
      },
    ],
  };
};

/** How many rows have no place on the map, in words; undefined when all have. */
export function outsideNote(input: MapInput): string | undefined {
  const [longitudes, latitudes] = placesOf(input);
  const place = placeOf(input);
  const outside = latitudes.filter((latitude, row) => !place(longitudes[row], latitude)).length;
  return outside > 0
    ? `${formatCount(outside)} of ${formatCount(latitudes.length)} ${input.chart.kind === 'map-density' ? 'cells' : 'rows'} lie outside the map`
    : undefined;
}
