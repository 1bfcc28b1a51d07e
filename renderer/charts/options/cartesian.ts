import { temporalTypes } from '../../../nodes/contract/schema.ts';
import { type ChartData, formatFigure, formatTick, groupLabel } from '../chart-data.ts';
import type { Palette } from '../palette.ts';
import { fade } from '../palette.ts';
import { tooltipStyle } from '../tooltip.ts';
import { type OptionInput, type OptionOf, opacityOf } from './option-input.ts';

interface Line {
  name: string;
  values: (number | null)[];
  format: string | undefined;
}

/** Distinct groups in the order of the reply. */
const categoriesOf = ({ groups }: ChartData): (string | null)[] => [...new Set(groups)];

/** One line a measure, or one a value of the series column. */
function linesOf(data: ChartData, categories: readonly (string | null)[]): Line[] {
  const at = new Map(categories.map((group, index) => [group, index]));
  const empty = () => categories.map((): number | null => null);
  if (!data.series) {
    return data.figures.map(({ name, values, format }) => {
      const line = { name, values: empty(), format };
      data.groups.forEach((group, row) => {
        line.values[at.get(group) ?? 0] = values[row] ?? null;
      });
      return line;
    });
  }
  const figure = data.figures[0];
  const lines = new Map<string, Line>();
  data.series.forEach((name, row) => {
    const label = name ?? '(empty)';
    const line = lines.get(label) ?? { name: label, values: empty(), format: figure?.format };
    line.values[at.get(data.groups[row] ?? null) ?? 0] = figure?.values[row] ?? null;
    lines.set(label, line);
  });
  return [...lines.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

export const axisStyle = (palette: Palette) => ({
  axisLine: { lineStyle: { color: palette.line } },
  axisTick: { show: false },
  axisLabel: { color: palette.dim, fontSize: 11, hideOverlap: true },
  splitLine: { lineStyle: { color: palette.grid } },
  nameTextStyle: { color: palette.dim, fontSize: 11 },
});

export const legendStyle = (palette: Palette, show: boolean) => ({
  show,
  type: 'plain',
  top: 0,
  left: 0,
  right: 0,
  height: 20,
  itemWidth: 10,
  itemHeight: 8,
  itemGap: 12,
  icon: 'roundRect',
  textStyle: { color: palette.dim, fontSize: 11 },
});

function seriesStyle({ chart, palette }: OptionInput, index: number, many: boolean) {
  const colour = palette.series[index % palette.series.length] ?? palette.accent;
  if (chart.kind === 'lines') return { type: 'line', lineStyle: { width: 2 }, showSymbol: false, symbolSize: 6 };
  if (chart.kind === 'area') {
    return {
      type: 'line',
      lineStyle: { width: many ? 1 : 2 },
      showSymbol: false,
      areaStyle: { color: fade(colour, many ? 0.55 : 0.2) },
      ...(many ? { stack: 'all' } : {}),
    };
  }
  const isHistogram = chart.kind === 'histogram';
  return {
    type: 'bar',
    barMaxWidth: isHistogram ? undefined : 36,
    ...(isHistogram ? { barCategoryGap: '6%' } : { barCategoryGap: '28%' }),
    ...(many && chart.series ? { stack: 'all' } : {}),
    itemStyle: {
      borderRadius: many && chart.series ? 0 : chart.kind === 'bars' ? [0, 3, 3, 0] : [3, 3, 0, 0],
    },
  };
}

/** Columns, bars, lines, area and histogram: groups along one axis, figures along the other. */
export const cartesianOption: OptionOf = (input) => {
  const { chart, data, palette, picked } = input;
  const bin = chart.dimension?.bin;
  const categories = categoriesOf(data);
  const lines = linesOf(data, categories);
  const many = lines.length > 1;
  const lying = chart.kind === 'bars';
  const isTime = temporalTypes.includes(data.groupColumn?.type ?? 'string');
  const format = lines[0]?.format;
  const names = {
    type: 'category',
    data: categories.map((group) => groupLabel(group, data.groupColumn, bin)),
    inverse: lying,
    boundaryGap: chart.kind !== 'lines' && chart.kind !== 'area',
    ...axisStyle(palette),
    splitLine: { show: false },
    axisLabel: {
      ...axisStyle(palette).axisLabel,
      ...(lying ? { width: 120, overflow: 'truncate', interval: 0 } : {}),
      ...(lying && categories.length > 24 ? { interval: 'auto' } : {}),
    },
  };
  const figures = {
    type: 'value',
    ...axisStyle(palette),
    axisLine: { show: false },
    axisLabel: { ...axisStyle(palette).axisLabel, formatter: (value: number) => formatTick(value, format) },
    splitNumber: 4,
  };
  return {
    color: palette.series,
    animationDuration: 250,
    textStyle: { fontFamily: 'inherit' },
    grid: {
      left: 4,
      right: 12,
      top: many ? 28 : 8,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: {
      ...legendStyle(palette, many),
      ...(lines.length > 6
        ? { type: 'scroll', pageIconColor: palette.dim, pageTextStyle: { color: palette.dim } }
        : {}),
    },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'axis',
      axisPointer: {
        type: isTime || !lying ? 'line' : 'shadow',
        lineStyle: { color: palette.line },
        shadowStyle: { color: fade(palette.dim, 0.08) },
      },
      valueFormatter: (value: unknown) => formatFigure(typeof value === 'number' ? value : null, format),
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: lines.map((line, index) => ({
      name: line.name,
      ...seriesStyle(input, index, many),
      emphasis: { focus: many ? 'series' : 'none' },
      data: line.values.map((value, at) => ({
        value,
        itemStyle: { opacity: opacityOf(picked, categories[at] ?? null) },
      })),
    })),
  };
};
