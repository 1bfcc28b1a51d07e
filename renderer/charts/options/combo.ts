import type { FigureFormat } from '../figure-format.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { categoriesOf, groupAxis, linesOf } from './cartesian.ts';
import { base, figureAxis, gridOf, legendOf, referenceLines } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

/** Several figures over the same groups: bars, lines and areas, on two axes. */
export const comboOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
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
  const right = {
    ...figureAxis({}, palette, formatOf(true)),
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
    xAxis: groupAxis(input, categories, false),
    yAxis: [figureAxis(chart, palette, formatOf(false)), right],
    series: lines.map((line, index) => {
      const draw = drawOf(index);
      const colour = palette.series[index % palette.series.length] ?? palette.accent;
      return {
        name: line.name,
        type: draw === 'bars' ? 'bar' : 'line',
        yAxisIndex: isRight(index) ? 1 : 0,
        barMaxWidth: 36,
        barCategoryGap: '28%',
        lineStyle: { width: 2 },
        showSymbol: categories.length < 30,
        symbolSize: 6,
        z: draw === 'bars' ? 2 : 3,
        ...(draw === 'area' ? { areaStyle: { color: fade(colour, 0.2) } } : {}),
        ...(index === 0 ? referenceLines(chart, { palette, format: formatOf(false) }) : {}),
        label: {
          show: chart.labels === true,
          position: 'top',
          color: palette.dim,
          fontSize: 11,
          formatter: ({ value }: { value: number | null }) => (value === null ? '' : formatFigure(value, line.format)),
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
