import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf, BoxSummary } from '../../../nodes/contract/statistics.ts';
import { formatCount, formatShare } from '../../ui/format.ts';
import { base } from '../options/frame.ts';
import { fade, type Palette } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisWords, placed, plotGrid, valueAxis } from './axes.ts';
import { rectBetween, type ShapeApi } from './custom-shapes.ts';

type Histogram = BlockOf<'histogram'>;

/** Rows by bins, with the box of the same values below them on one axis. */
export function histogramOption(block: Histogram, palette: Palette): EChartsCoreOption {
  const { axis, bins, box } = block;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const all = bins.reduce((sum, { count }) => sum + count, block.below + block.above);
  const colour = palette.series[0] ?? palette.accent;
  const ends = { min: bins[0]?.from ?? 0, max: bins.at(-1)?.to ?? 1 };
  const at = (value: number) => placed(axis, Math.max(ends.min, Math.min(ends.max, value)));
  return {
    ...base,
    animation: false,
    grid: plotGrid({ left: 4, right: 8, top: 6, bottom: 2 }),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
        if (seriesIndex > 0 && box) return boxTooltip(block, box);
        const bin = bins[dataIndex];
        if (!bin) return '';
        return tooltipContent(`${axisWords(axis, bin.from)} to ${axisWords(axis, bin.to)}`, [
          { name: 'Rows', value: formatCount(bin.count) },
          { name: 'Share', value: formatShare(bin.count / Math.max(1, all)) },
        ]);
      },
    },
    xAxis: { ...valueAxis(axis, palette, { ...ends, named: false, quietEnds: true }), splitNumber: 3 },
    yAxis: { type: 'value', show: false, min: box ? -0.22 * most : 0, max: most },
    series: [
      {
        type: 'custom',
        clip: true,
        data: bins.map(({ from, to, count }) => [placed(axis, from), placed(axis, to), count]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (_: unknown, api: ShapeApi) => {
          const shape = rectBetween(api, [api.value(0), 0], [api.value(1), api.value(2)]);
          return {
            type: 'rect',
            shape: { ...shape, width: Math.max(1, shape.width - 1) },
            style: { fill: fade(colour, 0.7) },
            emphasis: { style: { fill: colour } },
          };
        },
      },
      ...(box ? [boxSeries(box, { at, colour, palette, level: -0.12 * most })] : []),
    ],
  };
}

function boxTooltip({ axis }: Histogram, box: BoxSummary) {
  const value = (one: number) => axisWords(axis, one);
  return tooltipContent('Box', [
    { name: '25 %', value: value(box.lower) },
    { name: 'Median', value: value(box.median) },
    { name: '75 %', value: value(box.upper) },
    { name: 'Whiskers', value: `${value(box.low)} to ${value(box.high)}` },
    { name: 'Beyond', value: formatCount(box.below + box.above) },
  ]);
}

interface BoxLook {
  at: (value: number) => number;
  colour: string;
  palette: Palette;
  level: number;
}

function boxSeries(box: BoxSummary, { at, colour, palette, level }: BoxLook) {
  return {
    type: 'custom',
    data: [[at(box.low), level, at(box.lower), at(box.median), at(box.upper), at(box.high)]],
    encode: { x: [0, 2, 3, 4, 5], y: 1 },
    renderItem: (_: unknown, api: ShapeApi) => {
      const [low, lower, median, upper, high] = [0, 2, 3, 4, 5].map((index) => api.coord([api.value(index), level]));
      if (!low || !lower || !median || !upper || !high) return undefined;
      const y = low[1];
      const half = 5;
      const line = (x1: number, x2: number) => ({
        type: 'line',
        shape: { x1, y1: y, x2, y2: y },
        style: { stroke: palette.dim, lineWidth: 1 },
      });
      return {
        type: 'group',
        children: [
          line(low[0], lower[0]),
          line(upper[0], high[0]),
          {
            type: 'rect',
            shape: { x: lower[0], y: y - half, width: Math.max(1, upper[0] - lower[0]), height: 2 * half },
            style: { fill: fade(colour, 0.22), stroke: colour, lineWidth: 1 },
          },
          {
            type: 'line',
            shape: { x1: median[0], y1: y - half, x2: median[0], y2: y + half },
            style: { stroke: palette.text, lineWidth: 1.5 },
          },
        ],
      };
    },
  };
}
