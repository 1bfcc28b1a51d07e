import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf } from '../../../nodes/contract/statistics.ts';
import { formatCount } from '../../ui/format.ts';
import { base, colourScale } from '../options/frame.ts';
import type { Palette } from '../palette.ts';
import { rampColour } from '../palette-names.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisWords, placed, plotGrid, valueAxis } from './axes.ts';
import { lineSeries, rectBetween, type ShapeApi } from './custom-shapes.ts';

type Cells = BlockOf<'cells'>;

/** How dense the rows lie in a plane, with the line through them. Colours follow the root of the counts: a few crowded cells would leave all others pale. */
export function cellsOption(block: Cells, palette: Palette): EChartsCoreOption {
  const { x, y, xs, ys, counts, width, height, line } = block;
  const most = Math.max(1, ...counts);
  const ends = (values: readonly number[], size: number) => ({
    min: Math.min(...values) - size / 2,
    max: Math.max(...values) + size / 2,
  });
  return {
    ...base,
    animation: false,
    grid: plotGrid({ right: 58 }),
    visualMap: {
      ...colourScale({ colours: palette.ramp, from: 1, to: most }, { palette, format: {} }),
      right: 0,
      top: 'middle',
      seriesIndex: [],
    },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        tooltipContent(`${formatCount(counts[dataIndex])} rows`, [
          { name: x.label, value: `about ${axisWords(x, xs[dataIndex] ?? 0, 4)}` },
          { name: y.label, value: `about ${axisWords(y, ys[dataIndex] ?? 0, 4)}` },
        ]),
    },
    xAxis: valueAxis(x, palette, { ...ends(xs, width), quietEnds: true }),
    yAxis: { ...valueAxis(y, palette, { ...ends(ys, height), quietEnds: true }), axisLine: { show: false } },
    series: [
      {
        type: 'custom',
        clip: true,
        data: xs.map((value, at) => [value, ys[at] ?? 0, counts[at] ?? 0]),
        encode: { x: [], y: [] },
        renderItem: (_: unknown, api: ShapeApi) => {
          const [cx, cy] = [api.value(0), api.value(1)];
          const corner = (sign: 1 | -1): [number, number] => [
            placed(x, cx + (sign * width) / 2),
            placed(y, cy + (sign * height) / 2),
          ];
          const shape = rectBetween(api, corner(-1), corner(1));
          return {
            type: 'rect',
            shape: { ...shape, width: shape.width + 0.5, height: shape.height + 0.5 },
            style: { fill: rampColour(palette.ramp, 0.06 + 0.94 * Math.sqrt(api.value(2) / most)) },
          };
        },
      },
      ...(line
        ? [
            lineSeries(
              {
                from: [placed(x, line.from[0]), placed(y, line.from[1])],
                to: [placed(x, line.to[0]), placed(y, line.to[1])],
              },
              { colour: palette.alert, name: 'line' },
            ),
          ]
        : []),
    ],
  };
}
