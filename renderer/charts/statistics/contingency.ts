import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf } from '../../../nodes/contract/statistics.ts';
import { formatCount, formatShare } from '../../ui/format.ts';
import { axisStyle, base, legendOf, seriesColours } from '../options/frame.ts';
import { fade, type Palette } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { plotGrid } from './axes.ts';
import type { ShapeApi } from './custom-shapes.ts';

type Contingency = BlockOf<'contingency'>;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** A mosaic: each row as high as its share of all, cut by the shares of the columns within it. */
export function mosaicOption({ down, across, counts }: Contingency, palette: Palette): EChartsCoreOption {
  const { legend, room } = legendOf({}, palette, across.values);
  const colours = seriesColours(across.values, palette);
  const sizes = counts.map(sum);
  const total = Math.max(1, sum(sizes));
  const starts = sizes.map((_, row) => sum(sizes.slice(0, row)) / total);
  const middles = sizes.map((size, row) => (starts[row] ?? 0) + size / total / 2);
  return {
    ...base,
    animation: false,
    color: colours,
    legend: { ...legend, data: across.values.map((name) => ({ name })) },
    grid: plotGrid({ top: room.top }),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ seriesIndex, dataIndex: row }: { seriesIndex: number; dataIndex: number }) => {
        const count = counts[row]?.[seriesIndex] ?? 0;
        const column = sum(counts.map((cells) => cells[seriesIndex] ?? 0));
        return tooltipContent(`${down.values[row]} · ${across.values[seriesIndex]}`, [
          { name: 'Rows', value: formatCount(count) },
          { name: `of ${down.label} ${down.values[row]}`, value: formatShare(count / Math.max(1, sizes[row] ?? 0)) },
          { name: `of ${across.label} ${across.values[seriesIndex]}`, value: formatShare(count / Math.max(1, column)) },
          { name: 'of all', value: formatShare(count / total) },
        ]);
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      ...axisStyle(palette),
      axisLabel: { ...axisStyle(palette).axisLabel, formatter: (value: number) => `${Math.round(value * 100)}%` },
      splitLine: { show: false },
      interval: 0.25,
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      inverse: true,
      ...axisStyle(palette),
      axisLine: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...axisStyle(palette).axisLabel,
        customValues: middles,
        width: 130,
        overflow: 'truncate',
        hideOverlap: true,
        formatter: (value: number) => down.values[nearest(middles, value)] ?? '',
      },
      axisTick: { show: false, customValues: middles },
    },
    series: across.values.map((name, column) => ({
      type: 'custom',
      name,
      itemStyle: { color: colours[column] },
      data: counts.map((cells, row) => {
        const size = Math.max(1, sizes[row] ?? 0);
        const from = sum(cells.slice(0, column)) / size;
        return [
          from,
          from + (cells[column] ?? 0) / size,
          starts[row] ?? 0,
          (starts[row] ?? 0) + (sizes[row] ?? 0) / total,
        ];
      }),
      encode: { x: [0, 1], y: [2, 3] },
      renderItem: (_: unknown, api: ShapeApi) => {
        const [x0, y0] = api.coord([api.value(0), api.value(2)]);
        const [x1, y1] = api.coord([api.value(1), api.value(3)]);
        return {
          type: 'rect',
          shape: { x: x0, y: y0, width: Math.max(0, x1 - x0 - 1), height: Math.max(1, y1 - y0 - 2) },
          style: { fill: fade(colours[column] ?? palette.accent, 0.75) },
        };
      },
    })),
  };
}

const nearest = (values: readonly number[], wanted: number): number =>
  values.reduce(
    (best, value, at) => (Math.abs(value - wanted) < Math.abs((values[best] ?? 0) - wanted) ? at : best),
    0,
  );
