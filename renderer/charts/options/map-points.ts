import { numericTypes } from '../../../nodes/contract/schema.ts';
import { formatOf, toNumber, toText } from '../chart-data.ts';
import { rampOf } from '../colour-ramp.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, colourScale, legendOf, seriesColours } from './frame.ts';
import { geoFrame } from './geo-frame.ts';
import { isOnWorld, placeOf, placesOf } from './map-places.ts';
import { cellOpacity, type OptionInput, type OptionOf, opacityOf, type Picked } from './option-input.ts';

/** More points than this are small dots. */
const MANY = 1000;
/** More values of a number than this are colours of a scale, not series. */
const MOST_SERIES = 12;

interface Point {
  place: [number, number];
  row: number;
  /** By which it is coloured. */
  series: string | null;
  /** By which it is sized. */
  amount: number | null;
}

function readPoints(input: OptionInput) {
  const { chart, data } = input;
  const { page } = data;
  const at = (name: string | undefined) => page.schema.findIndex((column) => column.name === name);
  const [longitudes, latitudes] = placesOf(input);
  const place = placeOf(input);
  const seriesAt = at(chart.series?.column);
  const sizes = page.columns[at(chart.measures[0]?.column)];
  const points: Point[] = [];
  for (const [row, latitude] of latitudes.entries()) {
    const found = place(longitudes[row], latitude);
    if (!found) continue;
    const series = toText(page.columns[seriesAt]?.[row]);
    points.push({ place: found, row, series, amount: sizes ? toNumber(sizes[row]) : null });
  }
  return { points, seriesColumn: page.schema[seriesAt], hasSize: sizes !== undefined };
}

type Read = ReturnType<typeof readPoints>;

/** Numbers by which points are coloured on a scale: those of a field with many, or the sizes under a palette by value. */
function amountsOf({ palette }: OptionInput, { points, seriesColumn, hasSize }: Read): (number | null)[] | undefined {
  if (!seriesColumn) return hasSize && palette.byValue ? points.map(({ amount }) => amount) : undefined;
  if (!numericTypes.includes(seriesColumn.type)) return undefined;
  const distinct = new Set(points.map(({ series }) => series)).size;
  return distinct > MOST_SERIES ? points.map(({ series }) => toNumber(series)) : undefined;
}

/** Diameter: with a size, areas compare. */
function diameters(input: OptionInput, { points, hasSize }: Read): (point: Point) => number {
  const isWorld = isOnWorld(input);
  const scale = Math.min(1, Math.min(input.size.width, input.size.height * 1.6) / 480);
  const dot = points.length > MANY || isWorld ? 4 : 6;
  if (!hasSize) return () => dot;
  let most = 1e-9;
  for (const { amount } of points) most = Math.max(most, Math.abs(amount ?? 0));
  const largest = (isWorld ? 14 : 22) * Math.max(0.5, scale);
  return ({ amount }) => 3 + largest * Math.sqrt(Math.abs(amount ?? 0) / most);
}

function pickOf({ chart, data: { page } }: OptionInput, { row, series }: Point, isSeries: boolean): Picked {
  if (isSeries) return { series };
  const cell = (column: string | undefined) => {
    const at = page.schema.findIndex(({ name }) => name === column);
    return column ? [{ column, value: toText(page.columns[at]?.[row]) }] : [];
  };
  return { cells: [...cell(chart.latitude), ...cell(chart.longitude)] };
}

/** Rows as dots where they are; size and colour follow fields. */
export const mapPointsOption: OptionOf = (input) => {
  const { chart, palette } = input;
  const onWorld = isOnWorld(input);
  const regions = onWorld ? input.world : input.usa;
  if (!regions) return {};
  const read = readPoints(input);
  const { points, seriesColumn } = read;
  const amounts = amountsOf(input, read);
  const isSeries = seriesColumn !== undefined && amounts === undefined;
  const nameOf = ({ series }: Point) => (isSeries ? groupLabel(series, seriesColumn) : '');
  const names = [...new Set(points.map(nameOf))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const colours = isSeries
    ? seriesColours(names, palette)
    : [chart.palette ? (palette.series[0] ?? '') : palette.alert];
  const { legend, room } = legendOf(chart, palette, isSeries ? names : []);
  const diameter = diameters(input, read);
  const mark = (point: Point, at: number, colour = palette.accent) => {
    const pick = pickOf(input, point, isSeries);
    const opacity = pick.cells
      ? cellOpacity(input, pick.cells)
      : opacityOf({ pickedSeries: input.pickedSeries }, null, pick.series);
    return {
      value: [...point.place, point.row, ...(amounts ? [amounts[at] ?? null] : [])],
      symbolSize: diameter(point),
      pick,
      itemStyle: amounts
        ? { opacity: 0.8 * opacity }
        : { color: fade(colour, 0.5), borderColor: colour, borderWidth: 0.8, opacity },
    };
  };
  return {
    ...base,
    animation: false,
    legend,
    color: colours,
    tooltip: { ...tooltipStyle(palette), trigger: 'item', formatter: tooltipOf(input) },
    ...(amounts
      ? {
          visualMap: {
            ...colourScale(rampOf(amounts, palette), { palette, format: scaleFormat(input) }),
            right: 0,
            bottom: 4,
            dimension: 3,
          },
        }
      : {}),
    geo: {
      ...geoFrame(palette, regions, onWorld),
      top: Math.max(4, room.top),
      right: amounts ? 56 : Math.max(4, room.right - 12),
      silent: true,
    },
    series: names.map((name, index) => ({
      name,
      type: 'scatter',
      coordinateSystem: 'geo',
      data: points.flatMap((point, at) => (nameOf(point) === name ? [mark(point, at, colours[index])] : [])),
    })),
  };
};

/** How the numbers of the scale of colours are written. */
const scaleFormat = ({ chart }: OptionInput) => (chart.series || !chart.measures[0] ? {} : formatOf(chart.measures[0]));

/** All that is known of the row of a point. */
function tooltipOf({ chart, data: { page } }: OptionInput) {
  const measure = chart.measures[0];
  const shown = page.schema
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.name !== chart.latitude && column.name !== chart.longitude);
  const text = (row: number, { column, index }: (typeof shown)[number]) => {
    const cell = page.columns[index]?.[row];
    return column.name === measure?.column
      ? formatFigure(toNumber(cell), formatOf(measure))
      : groupLabel(toText(cell), column);
  };
  return ({ value, name }: { value?: number[]; name: string }) => {
    const row = value?.[2];
    if (row === undefined) return name;
    const facts = shown.map((one) => ({ name: one.column.name, value: text(row, one) }));
    return tooltipContent(facts[0]?.value ?? 'Here', facts);
  };
}
