import { formatNumber } from '../../ui/format.ts';
import { toNumber } from '../chart-data.ts';
import { formatFigure } from '../figure-format.ts';
import { rampColour } from '../palette-names.ts';
import { smooth } from '../smooth.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, colourScale, gridOf } from './frame.ts';
import type { OptionInput, OptionOf } from './option-input.ts';
import { numberAxis } from './scatter.ts';

interface Api {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
  size: (size: [number, number]) => [number, number];
}

function cellsOf({ chart, data: { page } }: OptionInput) {
  const [xs, ys, amounts] = [0, 1, 2].map((index) => (page.columns[index] ?? []).map(toNumber));
  const cells = (xs ?? []).flatMap((x, row): [number, number, number][] => {
    const [y, amount] = [ys?.[row], amounts?.[row]];
    return x === null || y === null || y === undefined || amount === null || amount === undefined
      ? []
      : [[x, y, amount]];
  });
  const { width = 1 } = page.bins?.x ?? {};
  const { width: height = 1 } = page.bins?.y ?? {};
  return {
    cells,
    width,
    height,
    xName: chart.dimension?.column ?? '',
    yName: chart.measures[0]?.column ?? '',
    amount: page.schema[2]?.name ?? '',
  };
}

function axesOf({ palette, chart }: OptionInput, { xName, yName }: { xName: string; yName: string }) {
  return {
    xAxis: { ...numberAxis(palette, xName), splitLine: { show: false } },
    yAxis: { ...numberAxis(palette, chart.axis?.title ?? yName), nameGap: 40, axisLine: { show: false } },
    grid: { ...gridOf({ top: 8, right: 64 }), left: 24, bottom: 24 },
  };
}

/** Hexagons with the point up: a third of the row height above and below, half a width to each side. */
export const hexbinOption: OptionOf = (input) => {
  const { chart, palette } = input;
  const read = cellsOf(input);
  const { cells, width, height } = read;
  const format = chart.size ?? {};
  const amounts = cells.map(([, , amount]) => amount);
  const [from, to] = [Math.min(...amounts, Number.POSITIVE_INFINITY), Math.max(...amounts, Number.NEGATIVE_INFINITY)];
  // Counts of a few crowded cells would leave all others pale: colours follow the root of the share.
  const shareOf = (amount: number) => (to > from ? Math.sqrt((amount - from) / (to - from)) : 1);
  return {
    ...base,
    animation: false,
    ...axesOf(input, read),
    visualMap: {
      ...colourScale(palette, { from: Number.isFinite(from) ? from : 0, to: Number.isFinite(to) ? to : 1, format }),
      right: 0,
      top: 'middle',
      seriesIndex: [],
    },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [x, y, amount] }: { value: [number, number, number] }) =>
        tooltipContent(formatFigure(amount, format), [
          { name: 'of', value: read.amount },
          { name: read.xName, value: `about ${formatNumber(x, 4)}` },
          { name: read.yName, value: `about ${formatNumber(y, 4)}` },
        ]),
    },
    series: [
      {
        type: 'custom',
        data: cells,
        encode: { x: 0, y: 1 },
        clip: true,
        renderItem: (_: unknown, api: Api) => {
          const [cx, cy] = api.coord([api.value(0), api.value(1)]);
          const [w, h] = api.size([width, height]);
          const corners = [
            [0, -h / 3],
            [w / 2, -h / 6],
            [w / 2, h / 6],
            [0, h / 3],
            [-w / 2, h / 6],
            [-w / 2, -h / 6],
          ].map(([dx = 0, dy = 0]) => [cx + dx, cy + dy]);
          const fill = rampColour(palette.ramp, 0.08 + 0.92 * shareOf(api.value(2)));
          return {
            type: 'polygon',
            shape: { points: corners },
            style: { fill, stroke: palette.surface, lineWidth: 0.6 },
          };
        },
      },
    ],
  };
};

/** The axes end where the data do: the surface fades out beyond them. */
function clipped(input: OptionInput, read: ReturnType<typeof cellsOf>) {
  const { xAxis, yAxis } = axesOf(input, read);
  const ends = (index: 0 | 1, size: number) => {
    const values = read.cells.map((cell) => cell[index]);
    return values.length > 0 ? { min: Math.min(...values) - size / 2, max: Math.max(...values) + size / 2 } : {};
  };
  const ticks = { showMinLabel: false, showMaxLabel: false };
  return {
    xAxis: { ...xAxis, ...ends(0, read.width), axisLabel: { ...xAxis.axisLabel, ...ticks } },
    yAxis: { ...yAxis, ...ends(1, read.height), axisLabel: { ...yAxis.axisLabel, ...ticks } },
  };
}

const STEPS = 9;

/** A smoothed surface: counts of a grid, spread over their neighbours, in steps of colour. */
export const densityOption: OptionOf = (input) => {
  const { palette } = input;
  const read = cellsOf(input);
  const surface = smooth(read.cells, { width: read.width, height: read.height });
  const most = Math.max(1e-12, ...surface.map(([, , amount]) => amount));
  const shown = surface.filter(([, , amount]) => amount > most * 0.012);
  return {
    ...base,
    animation: false,
    ...axesOf(input, read),
    grid: { ...gridOf({ top: 8, right: 12 }), left: 24, bottom: 24 },
    ...clipped(input, read),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [x, y, amount] }: { value: [number, number, number] }) =>
        tooltipContent(`${formatNumber((100 * amount) / most, 2)} % of the densest place`, [
          { name: read.xName, value: `about ${formatNumber(x, 4)}` },
          { name: read.yName, value: `about ${formatNumber(y, 4)}` },
        ]),
    },
    series: [
      {
        type: 'custom',
        data: shown,
        encode: { x: 0, y: 1 },
        clip: true,
        renderItem: (_: unknown, api: Api) => {
          const [cx, cy] = api.coord([api.value(0), api.value(1)]);
          const [w, h] = api.size([read.width / 2, read.height / 2]);
          const share = Math.ceil(Math.sqrt(api.value(2) / most) * STEPS) / STEPS;
          return {
            type: 'rect',
            shape: {
              x: Math.floor(cx - w / 2),
              y: Math.floor(cy - h / 2),
              width: Math.ceil(w) + 1,
              height: Math.ceil(h) + 1,
            },
            style: { fill: rampColour(palette.ramp, share), opacity: Math.min(1, share * 2) },
          };
        },
      },
    ],
  };
};
