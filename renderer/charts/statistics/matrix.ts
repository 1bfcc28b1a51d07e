import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf } from '../../../nodes/contract/statistics.ts';
import { formatCount } from '../../ui/format.ts';
import { axisStyle, base } from '../options/frame.ts';
import { fade, type Palette } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import type { ShapeApi } from './custom-shapes.ts';

type Matrix = BlockOf<'matrix'>;

const pWords = (p: number | null): string => (p === null ? '–' : p < 0.001 ? '<\u00a00.001' : p.toFixed(3));

/** A figure of every pair as the colour and the number of a cell; those nearer to zero than the threshold step back. */
export function matrixOption(block: Matrix, palette: Palette, threshold: number): EChartsCoreOption {
  const { names, values, counts, p, measure } = block;
  const cells = names.flatMap((_, row) =>
    names.map((_name, column) => {
      const value = values[row]?.[column] ?? null;
      const isWeak = value === null || (row !== column && Math.abs(value) < threshold);
      return {
        value: [column, row] as [number, number],
        itemStyle: { color: shade(value, palette, isWeak ? 0.25 : 1) },
        text: value === null ? '' : short(value),
        ink: labelColour(value, palette, isWeak),
      };
    }),
  );
  const label = { ...axisStyle(palette).axisLabel, hideOverlap: false, interval: 0, width: 130, overflow: 'truncate' };
  const axis = {
    type: 'category',
    data: [...names],
    ...axisStyle(palette),
    axisLine: { show: false },
    splitLine: { show: false },
  };
  return {
    ...base,
    animation: false,
    grid: { left: 4, right: 4, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [column, row] }: { value: [number, number] }) =>
        tooltipContent(`${names[row]} and ${names[column]}`, [
          { name: measure, value: values[row]?.[column]?.toFixed(3) ?? 'none' },
          ...(row === column
            ? []
            : [
                { name: 'Rows with both', value: formatCount(counts[row]?.[column]) },
                { name: 'p', value: pWords(p[row]?.[column] ?? null) },
              ]),
        ]),
    },
    xAxis: { ...axis, axisLabel: { ...label, rotate: names.length > 6 ? 40 : 0 } },
    yAxis: { ...axis, inverse: true, axisLabel: label },
    series: [
      {
        type: 'custom',
        data: cells,
        encode: { x: 0, y: 1 },
        renderItem: (params: { dataIndex: number }, api: ShapeApi) => {
          const cell = cells[params.dataIndex];
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const [width, height] = api.size([1, 1]);
          return {
            type: 'group',
            children: [
              {
                type: 'rect',
                shape: { x: x - width / 2 + 0.5, y: y - height / 2 + 0.5, width: width - 1, height: height - 1, r: 3 },
                style: { fill: cell?.itemStyle.color },
              },
              {
                type: 'text',
                silent: true,
                invisible: width < 26,
                style: {
                  text: cell?.text ?? '',
                  x,
                  y,
                  align: 'center',
                  verticalAlign: 'middle',
                  fill: cell?.ink,
                  fontSize: width < 36 ? 9 : 11,
                },
              },
            ],
          };
        },
      },
    ],
  };
}

/** Two digits without the zero before the point, as tables of correlations have them. */
const short = (value: number): string =>
  Math.abs(value) >= 0.995 ? (value < 0 ? '−1' : '1') : value.toFixed(2).replace('-0.', '−.').replace('0.', '.');

/** Blue for together, orange for against; nothing for what cannot be told. */
function shade(value: number | null, palette: Palette, strength: number): string {
  if (value === null) return fade(palette.neutral, 0.12);
  const colour = (value < 0 ? palette.series[1] : palette.series[0]) ?? palette.accent;
  return fade(colour, (0.04 + 0.86 * Math.abs(value)) * strength);
}

const labelColour = (value: number | null, palette: Palette, isWeak: boolean): string =>
  isWeak ? palette.dim : Math.abs(value ?? 0) > 0.6 ? palette.surface : palette.text;
