import type { FigureFormat } from '../figure-format.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { categoriesOf, linesOf } from '../lines-of.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { acrossAxis } from './category-axis.ts';
import { labelWriter } from './figure-labels.ts';
import { base, figureAxis, gridOf, legendOf, plotRoom } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';
import { referenceLines, referenceValues } from './reference-lines.ts';

/** Several figures over the same groups: bars, lines and areas, on two axes. */
export const comboOption: OptionOf = (input) => {
  const { chart, data, palette, size } = input;
  const categories = categoriesOf(data);
  const lines = linesOf(data, categories);
  const drawOf = (index: number) => chart.measures[index]?.draw ?? (index === 0 ? 'bars' : 'line');
  const isRight = (index: number) => (chart.measures[index]?.axis ?? (index === 0 ? 'left' : 'right')) === 'right';
  const formatOf = (right: boolean): FigureFormat => lines.find((_, index) => isRight(index) === right)?.format ?? {};
  const { legend, room } = legendOf(
    chart,
    palette,
    lines.map(({ name }) => name),
  );
  const hasRight = lines.some((_, index) => isRight(index));
  const plot = plotRoom(size, { ...room, right: room.right + (hasRight ? 48 : 0) });
  const slot = plot.width / Math.max(1, categories.length);
  const values = lines.flatMap((line, index) => (isRight(index) ? [] : line.values));
  const references = referenceLines(chart, { palette, format: formatOf(false), values });
  const right = {
    ...figureAxis({}, { palette, format: formatOf(true) }),
    position: 'right',
    splitLine: { show: false },
    show: hasRight,
  };
  return {
    ...base,
    color: palette.series,
    grid: gridOf(room),
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: fade(palette.dim, 0.08) } },
      formatter: (items: { dataIndex: number; seriesIndex: number; color: string }[]) => {
        const index = items[0]?.dataIndex ?? 0;
        return tooltipContent(
          groupLabel(categories[index] ?? null, data.groupColumn, data.groupCut),
          items.map(({ seriesIndex, color }) => ({
            name: lines[seriesIndex]?.name ?? '',
            value: formatFigure(lines[seriesIndex]?.values[index], lines[seriesIndex]?.format),
            colour: color,
          })),
        );
      },
    },
    xAxis: acrossAxis(categories, { data, palette, room: plot.width, depth: size.height }),
    yAxis: [figureAxis(chart, { palette, format: formatOf(false), also: referenceValues(chart) }), right],
    series: lines.map((line, index) => {
      const draw = drawOf(index);
      const colour = palette.series[index % palette.series.length] ?? palette.accent;
      const write = chart.labels ? labelWriter(line.values, { format: line.format, room: slot }) : undefined;
      return {
        name: line.name,
        type: draw === 'bars' ? 'bar' : 'line',
        yAxisIndex: isRight(index) ? 1 : 0,
        barMaxWidth: 56,
        barCategoryGap: '28%',
        lineStyle: { width: 2 },
        symbol: 'circle',
        showSymbol: categories.length <= 24,
        symbolSize: 5,
        z: draw === 'bars' ? 2 : 3,
        ...(draw === 'area' ? { areaStyle: { color: fade(colour, 0.2) } } : {}),
        ...(index === 0 && references.markLine ? { markLine: references.markLine } : {}),
        label: {
          show: write !== undefined,
          position: 'top',
          color: palette.dim,
          fontSize: 11,
          formatter: ({ value }: { value: number | null }) => (value === null || !write ? '' : write(value)),
        },
        labelLayout: { hideOverlap: true },
        data: line.values.map((value, at) => ({
          value,
          pick: { group: categories[at] ?? null },
          itemStyle: {
            opacity: opacityOf(input, categories[at] ?? null),
            borderRadius: draw === 'bars' ? [3, 3, 0, 0] : 0,
          },
        })),
      };
    }),
  };
};
