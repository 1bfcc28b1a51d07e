import { numericTypes } from '../../../nodes/contract/schema.ts';
import { formatNumber } from '../../ui/format.ts';
import { toNumber, toText } from '../chart-data.ts';
import { rampOf } from '../colour-ramp.ts';
import { groupLabel } from '../group-label.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, colourScale, legendOf, seriesColours } from './frame.ts';
import { namedGrid, numberAxis } from './number-axis.ts';
import { cellOpacity, type OptionInput, type OptionOf, opacityOf, type Picked } from './option-input.ts';
import { referenceLines, referenceValues } from './reference-lines.ts';

/** More values of a number than this are colours of a scale, not series. */
const MOST_SERIES = 12;

interface Point {
  x: number;
  y: number;
  row: number;
  /** The text by which it is coloured; null is empty. */
  series: string | null;
}

function pointsOf({ chart, data: { page } }: OptionInput) {
  const yAt = chart.measures[0]?.column === chart.dimension?.column ? 0 : 1;
  const seriesAt = chart.series ? page.schema.findIndex(({ name }) => name === chart.series?.column) : -1;
  const points: Point[] = [];
  for (const [row, cell] of (page.columns[0] ?? []).entries()) {
    const [x, y] = [toNumber(cell), toNumber(page.columns[yAt]?.[row])];
    if (x !== null && y !== null) points.push({ x, y, row, series: toText(page.columns[seriesAt]?.[row]) });
  }
  return { points, yAt, seriesColumn: page.schema[seriesAt] };
}

type Read = ReturnType<typeof pointsOf>;

const isScaled = ({ points, seriesColumn }: Read): boolean =>
  seriesColumn !== undefined &&
  numericTypes.includes(seriesColumn.type) &&
  new Set(points.map(({ series }) => series)).size > MOST_SERIES;

/** Points of one name, in the order of names. */
function groupsOf({ points, seriesColumn }: Read): [name: string, points: Point[]][] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const name = seriesColumn ? groupLabel(point.series, seriesColumn) : '';
    const known = groups.get(name);
    if (known) known.push(point);
    else groups.set(name, [point]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

/** A point stands for its colour, or for its two numbers where it has none. */
function pickOf({ chart, data: { page } }: OptionInput, read: Read, { series, row }: Point): Picked {
  if (read.seriesColumn && !isScaled(read)) return { series };
  const cell = (column: string | undefined, at: number) =>
    column ? [{ column, value: toText(page.columns[at]?.[row]) }] : [];
  const x = cell(chart.dimension?.column, 0);
  return { cells: read.yAt === 0 ? x : [...x, ...cell(chart.measures[0]?.column, 1)] };
}

/** Two numbers of each row against each other; the reply has x, y, then series and columns of the tooltip. */
export const scatterOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const { page } = data;
  const read = pointsOf(input);
  const { points, yAt } = read;
  const [xName = '', second = ''] = page.schema.map(({ name }) => name);
  const yName = yAt === 0 ? xName : second;
  const scaled = isScaled(read);
  const amounts = scaled ? points.map(({ series }) => toNumber(series)) : [];
  const named: [string, Point[]][] = scaled ? [['', points]] : groupsOf(read);
  const names = named.map(([name]) => name);
  const { legend, room } = legendOf(chart, palette, read.seriesColumn && !scaled ? names : []);
  const references = referenceLines(chart, { palette, format: {}, values: points.map(({ y }) => y) });
  const log = chart.axis?.log ? { type: 'log' } : {};
  const yAxis = numberAxis({ palette, name: chart.axis?.title ?? yName, values: points.map(({ y }) => y) });
  const also = referenceValues(chart);
  return {
    ...base,
    animation: false,
    color: seriesColours(names, palette),
    grid: namedGrid(scaled ? { ...room, right: 64 } : room),
    legend,
    ...(scaled
      ? {
          visualMap: {
            ...colourScale(rampOf(amounts, palette), { palette, format: {} }),
            right: 0,
            top: 'middle',
            dimension: 3,
          },
        }
      : {}),
    tooltip: { ...tooltipStyle(palette), trigger: 'item', formatter: tooltipOf(input, read, [xName, yName]) },
    xAxis: numberAxis({ palette, name: xName, values: points.map(({ x }) => x) }),
    yAxis: {
      ...yAxis,
      ...(also.length > 0
        ? { min: ({ min }: Ends) => Math.min(min, ...also), max: ({ max }: Ends) => Math.max(max, ...also) }
        : {}),
      axisLine: { show: false },
      ...log,
    },
    series: named.map(([name, own], index) => ({
      name,
      type: 'scatter',
      symbolSize: own.length > 1500 ? 4 : 6,
      ...(index === 0 && references.markLine ? { markLine: references.markLine } : {}),
      data: own.map((point) => {
        const pick = pickOf(input, read, point);
        return {
          value: [point.x, point.y, point.row, ...(scaled ? [toNumber(point.series)] : [])],
          pick,
          itemStyle: { opacity: (scaled ? 0.8 : 0.55) * opacityOfPick(input, pick) },
        };
      }),
    })),
  };
};

const opacityOfPick = (input: OptionInput, { series, cells }: Picked): number =>
  cells ? cellOpacity(input, cells) : opacityOf({ pickedSeries: input.pickedSeries }, null, series);

interface Ends {
  min: number;
  max: number;
}

function tooltipOf({ data: { page } }: OptionInput, { yAt, seriesColumn }: Read, [xName, yName]: [string, string]) {
  return ({ value: [x, y, row], seriesName }: { value: [number, number, number]; seriesName: string }) =>
    tooltipContent(seriesName && seriesColumn ? seriesName : `${xName} and ${yName}`, [
      { name: xName, value: formatNumber(x) },
      ...(yAt === 0 ? [] : [{ name: yName, value: formatNumber(y) }]),
      ...page.schema.slice(yAt + 1).map((column, index) => ({
        name: column.name,
        value: groupLabel(toText(page.columns[index + yAt + 1]?.[row]), column),
      })),
    ]);
}
