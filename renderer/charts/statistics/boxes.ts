import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf } from '../../../nodes/contract/statistics.ts';
import { formatCount } from '../../ui/format.ts';
import { axisStyle, base } from '../options/frame.ts';
import { fade, type Palette } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisWords, placed, plotGrid, valueAxis } from './axes.ts';
import type { ShapeApi } from './custom-shapes.ts';

type Boxes = BlockOf<'boxes'>;

/** Boxes lying one below the other, so that names of groups have room; a diamond is the mean, its bar the confidence interval. */
export function boxesOption(block: Boxes, palette: Palette): EChartsCoreOption {
  const { axis, groups } = block;
  const colour = palette.series[0] ?? palette.accent;
  const at = (value: number) => placed(axis, value);
  const ends = groups.flatMap(({ box, interval, mean }) => [box.low, box.high, interval?.low, interval?.high, mean]);
  const values = ends.filter((value): value is number => typeof value === 'number');
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = (most - least) * 0.03 || Math.abs(least) * 0.05 || 1;
  return {
    ...base,
    animation: false,
    grid: plotGrid(),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => tooltipOf(block, dataIndex),
    },
    xAxis: valueAxis(axis, palette, { min: least - margin, max: most + margin, lines: true, quietEnds: true }),
    yAxis: {
      type: 'category',
      inverse: true,
      data: groups.map(({ label }) => label),
      ...axisStyle(palette),
      axisLine: { show: false },
      splitLine: { show: false },
      axisLabel: { ...axisStyle(palette).axisLabel, width: 150, overflow: 'truncate' },
    },
    series: [
      {
        type: 'custom',
        data: groups.map(({ box, mean, interval }, index) => [
          index,
          ...[box.low, box.lower, box.median, box.upper, box.high].map(at),
          mean === null ? Number.NaN : at(mean),
          interval ? at(interval.low) : Number.NaN,
          interval ? at(interval.high) : Number.NaN,
        ]),
        encode: { x: [1, 2, 3, 4, 5], y: 0 },
        renderItem: (_: unknown, api: ShapeApi) => boxShape(api, { colour, palette }),
      },
    ],
  };
}

function tooltipOf({ axis, groups, by }: Boxes, index: number) {
  const group = groups[index];
  if (!group) return '';
  const { label, count, box, mean, interval } = group;
  const value = (one: number) => axisWords(axis, one);
  return tooltipContent(`${by}: ${label}`, [
    { name: 'Values', value: formatCount(count) },
    ...(mean === null ? [] : [{ name: 'Mean', value: value(mean) }]),
    ...(interval ? [{ name: 'Interval', value: `${value(interval.low)} to ${value(interval.high)}` }] : []),
    { name: '75 %', value: value(box.upper) },
    { name: 'Median', value: value(box.median) },
    { name: '25 %', value: value(box.lower) },
    { name: 'Whiskers', value: `${value(box.low)} to ${value(box.high)}` },
    { name: 'Beyond', value: formatCount(box.below + box.above) },
  ]);
}

function boxShape(api: ShapeApi, { colour, palette }: { colour: string; palette: Palette }) {
  const row = api.value(0);
  const x = (index: number) => api.coord([api.value(index), row])[0];
  const [, y] = api.coord([api.value(1), row]);
  const half = Math.max(3, Math.min(9, api.size([0, 1])[1] * 0.3));
  const [low, lower, median, upper, high] = [1, 2, 3, 4, 5].map(x) as [number, number, number, number, number];
  const line = (x1: number, x2: number, style: object = {}) => ({
    type: 'line',
    shape: { x1, y1: y, x2, y2: y },
    style: { stroke: palette.dim, lineWidth: 1, ...style },
  });
  const upright = (at: number, reach: number, stroke: string, lineWidth: number) => ({
    type: 'line',
    shape: { x1: at, y1: y - reach, x2: at, y2: y + reach },
    style: { stroke, lineWidth },
  });
  const hasMean = Number.isFinite(api.value(6));
  const hasInterval = Number.isFinite(api.value(7));
  const mean = palette.series[1] ?? palette.alert;
  const size = 4;
  return {
    type: 'group',
    children: [
      line(low, lower),
      line(upper, high),
      upright(low, half / 2, palette.dim, 1),
      upright(high, half / 2, palette.dim, 1),
      {
        type: 'rect',
        shape: { x: lower, y: y - half, width: Math.max(1, upper - lower), height: 2 * half, r: 2 },
        style: { fill: fade(colour, 0.2), stroke: colour, lineWidth: 1.25 },
      },
      upright(median, half, colour, 2),
      ...(hasInterval ? [line(x(7), x(8), { stroke: mean, lineWidth: 2.5 })] : []),
      ...(hasMean
        ? [
            {
              type: 'polygon',
              shape: {
                points: [
                  [x(6) - size, y],
                  [x(6), y - size],
                  [x(6) + size, y],
                  [x(6), y + size],
                ],
              },
              style: { fill: mean, stroke: palette.surface, lineWidth: 1 },
            },
          ]
        : []),
    ],
  };
}
