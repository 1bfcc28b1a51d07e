import { formatNumber } from '../../ui/format.ts';
import { formatOf } from '../chart-data.ts';
import { rampOf } from '../colour-ramp.ts';
import { formatFigure } from '../figure-format.ts';
import { rampColour } from '../palette-names.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, colourScale } from './frame.ts';
import { namedGrid, numberAxis } from './number-axis.ts';
import type { OptionInput, OptionOf, Picked } from './option-input.ts';
import { cellsOf, type DrawApi, type PlaneCells } from './plane-cells.ts';

/** Amounts further apart than this are coloured by their logarithm: a few crowded cells would leave all others pale. */
const WIDE = 30;

/** Corners of a hexagon with the point up, in widths and row heights from its middle. */
const corners: readonly [number, number][] = [
  [0, -1 / 3],
  [1 / 2, -1 / 6],
  [1 / 2, 1 / 6],
  [0, 1 / 3],
  [-1 / 2, 1 / 6],
  [-1 / 2, -1 / 6],
];

/** The rows that fall into a cell, nearly: those of the box around it. */
function pickOf({ xName, yName, width, height }: PlaneCells, [x, y]: readonly [number, number, number]): Picked {
  const about = (column: string, middle: number, reach: number) => ({
    column,
    from: Number((middle - reach).toPrecision(12)),
    to: Number((middle + reach).toPrecision(12)),
    open: true,
  });
  return { ranges: [about(xName, x, width / 2), about(yName, y, height / 3)] };
}

export const hexbinOption: OptionOf = (input) => {
  const { chart, palette } = input;
  const read = cellsOf(input);
  const { cells, width, height } = read;
  const format = chart.size ? formatOf(chart.size) : {};
  const ramp = rampOf(
    cells.map(([, , amount]) => amount),
    palette,
  );
  const isLog = ramp.from > 0 && ramp.to / ramp.from > WIDE;
  const scale = (amount: number) => (isLog ? Math.log(amount) : amount);
  const [from, to] = [scale(ramp.from), scale(ramp.to)];
  const shareOf = (amount: number) => (to > from ? (scale(amount) - from) / (to - from) : 0.5);
  return {
    ...base,
    animation: false,
    grid: namedGrid({ top: 8, right: 64 }),
    ...axesOf(input, read),
    visualMap: {
      ...colourScale(ramp, { palette, format, show: cells.length > 1 }),
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
        data: cells.map((cell) => ({ value: [...cell], pick: pickOf(read, cell) })),
        encode: { x: 0, y: 1 },
        clip: true,
        renderItem: (_: unknown, api: DrawApi) => {
          const [cx, cy] = api.coord([api.value(0), api.value(1)]);
          const [w, h] = api.size([width, height]);
          return {
            type: 'polygon',
            shape: { points: corners.map(([x, y]) => [cx + x * w, cy + y * h]) },
            style: {
              fill: rampColour(ramp.colours, 0.06 + 0.94 * shareOf(api.value(2))),
              stroke: palette.surface,
              lineWidth: Math.min(0.8, w / 20),
            },
          };
        },
      },
    ],
  };
};

/** The axes end where the cells do. */
function axesOf({ palette, chart }: OptionInput, { cells, width, height, xName, yName }: PlaneCells) {
  const [xs, ys] = [cells.map(([x]) => x), cells.map(([, y]) => y)];
  const ends = (reach: number) => ({
    min: ({ min }: { min: number }) => min - reach,
    max: ({ max }: { max: number }) => max + reach,
  });
  const x = numberAxis({ palette, name: xName, values: xs });
  const y = numberAxis({ palette, name: chart.axis?.title ?? yName, values: ys });
  const inner = { showMinLabel: false, showMaxLabel: false };
  return {
    xAxis: { ...x, ...ends(width / 2), splitLine: { show: false }, axisLabel: { ...x.axisLabel, ...inner } },
    yAxis: {
      ...y,
      ...ends(height / 3),
      axisLine: { show: false },
      axisLabel: { ...y.axisLabel, ...inner },
    },
  };
}
