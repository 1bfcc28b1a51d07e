import { temporalTypes } from '../../../nodes/contract/schema.ts';
import type { ChartData } from '../chart-data.ts';
import { type FigureFormat, formatFigure } from '../figure-format.ts';
import { groupLabel, tickLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisStyle, base, figureAxis, gridOf, legendOf, referenceLines, seriesColours } from './frame.ts';
import { type OptionInput, type OptionOf, opacityOf } from './option-input.ts';

export interface Line {
  name: string;
  /** Value of the series grouping; undefined for a line a measure. */
  series?: string | null;
  values: (number | null)[];
  format: FigureFormat;
}

/** Distinct groups in the order of the reply; those along a time or a number in theirs. */
export function categoriesOf({ groups, groupCut, groupColumn }: ChartData): (string | null)[] {
  const distinct = [...new Set(groups)];
  const ordered = groupCut.width !== undefined || temporalTypes.includes(groupColumn?.type ?? 'string');
  if (!ordered) return distinct;
  const rank = (value: string | null) => (value === null ? Number.POSITIVE_INFINITY : Number(value));
  return groupCut.width === undefined ? distinct : distinct.sort((a, b) => rank(a) - rank(b));
}

/** One line a measure, or one a value of the series column. */
export function linesOf(data: ChartData, categories: readonly (string | null)[]): Line[] {
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
  const lines = new Map<string | null, Line>();
  data.series.forEach((series, row) => {
    const name = groupLabel(series, data.seriesColumn, data.seriesCut);
    const line = lines.get(series) ?? { name, series, values: empty(), format: figure?.format ?? {} };
    line.values[at.get(data.groups[row] ?? null) ?? 0] = figure?.values[row] ?? null;
    lines.set(series, line);
  });
  const last = (line: Line) => Number(line.name === '(other)') * 2 + Number(line.series === null);
  return [...lines.values()].sort((a, b) => last(a) - last(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** Shares of each group in place of the values. */
export function sharesOf(lines: readonly Line[]): Line[] {
  const totals = lines[0]?.values.map((_, index) =>
    lines.reduce((sum, line) => sum + Math.abs(line.values[index] ?? 0), 0),
  );
  return lines.map((line) => ({
    ...line,
    values: line.values.map((value, index) => {
      const total = totals?.[index] ?? 0;
      return value === null || total === 0 ? null : value / total;
    }),
  }));
}

const isLine = (kind: string) => kind === 'lines' || kind === 'area';

function seriesStyle({ chart }: OptionInput, colour: string, { many, stacked }: { many: boolean; stacked: boolean }) {
  if (chart.kind === 'lines') return { type: 'line', lineStyle: { width: 2 }, symbolSize: 6 };
  if (chart.kind === 'area') {
    return {
      type: 'line',
      lineStyle: { width: stacked ? 1 : 2 },
      symbolSize: 6,
      areaStyle: { color: fade(colour, stacked ? 0.55 : 0.2) },
      ...(stacked ? { stack: 'all' } : {}),
    };
  }
  const isHistogram = chart.kind === 'histogram';
  return {
    type: 'bar',
    barMaxWidth: isHistogram ? undefined : 36,
    barCategoryGap: isHistogram ? '6%' : '28%',
    barGap: '8%',
    ...(stacked ? { stack: 'all' } : {}),
    itemStyle: { borderRadius: stacked || many ? 0 : chart.kind === 'bars' ? [0, 3, 3, 0] : [3, 3, 0, 0] },
  };
}

function stackOf({ chart, data }: OptionInput): 'none' | 'stacked' | 'percent' {
  if (chart.kind === 'lines') return 'none';
  if (chart.stack) return chart.stack;
  return data.series ? 'stacked' : chart.kind === 'area' && data.figures.length > 1 ? 'stacked' : 'none';
}

interface AxisItem {
  dataIndex: number;
  seriesIndex: number;
  seriesName: string;
  color: string;
  value: number | null;
}

/** The tooltip of a whole group: each series with its figure, and its share when shares are drawn. */
function tooltipOf(
  input: OptionInput,
  { lines, categories, shares }: { lines: readonly Line[]; categories: readonly (string | null)[]; shares: boolean },
) {
  const { data, palette } = input;
  return {
    ...tooltipStyle(palette),
    trigger: 'axis',
    axisPointer: {
      type: isLine(input.chart.kind) ? 'line' : 'shadow',
      lineStyle: { color: palette.line },
      shadowStyle: { color: fade(palette.dim, 0.08) },
    },
    formatter: (items: AxisItem[]) => {
      const index = items[0]?.dataIndex ?? 0;
      const total = lines.reduce((sum, line) => sum + Math.abs(line.values[index] ?? 0), 0);
      const shown = items.filter(({ seriesIndex }) => lines[seriesIndex]?.values[index] != null);
      const facts = shown.map(({ seriesIndex, color }) => {
        const line = lines[seriesIndex]!;
        const value = line.values[index] ?? null;
        const share = shares && value !== null && total > 0 ? ` (${formatFigure(value / total, 'percent')})` : '';
        return {
          name: line.name,
          value: `${formatFigure(value, line.format)}${share}`,
          colour: lines.length > 1 ? color : undefined,
        };
      });
      return tooltipContent(groupLabel(categories[index] ?? null, data.groupColumn, data.groupCut), facts);
    },
  };
}

export const groupAxis = (
  { data, palette }: Pick<OptionInput, 'data' | 'palette'>,
  categories: readonly (string | null)[],
  lying: boolean,
) => ({
  type: 'category',
  data: categories.map((group) => tickLabel(group, data.groupColumn, data.groupCut)),
  inverse: lying,
  ...axisStyle(palette),
  splitLine: { show: false },
  axisLabel: {
    ...axisStyle(palette).axisLabel,
    ...(lying
      ? { width: 120, overflow: 'truncate', interval: categories.length > 24 ? 'auto' : 0 }
      : { width: 96, overflow: 'truncate' }),
  },
});

/** Columns, bars, lines, area and histogram: groups along one axis, figures along the other. */
export const cartesianOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const categories = categoriesOf(data);
  const lines = linesOf(data, categories);
  const many = lines.length > 1;
  const lying = chart.kind === 'bars';
  const stack = stackOf(input);
  const shares = stack === 'percent' && many;
  const drawn = shares ? sharesOf(lines) : lines;
  const format: FigureFormat = shares ? { format: 'percent' } : (lines[0]?.format ?? {});
  const colours = seriesColours(
    lines.map(({ name }) => name),
    palette,
  );
  const { legend, room } = legendOf(
    chart,
    palette,
    lines.map(({ name }) => name),
  );
  const names = { ...groupAxis(input, categories, lying), boundaryGap: !isLine(chart.kind) };
  const whole = drawn.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
  const steps = shares ? { max: 1, interval: 0.25 } : whole ? { minInterval: 1 } : {};
  const figures = { ...figureAxis(chart, palette, format), ...steps };
  const references = referenceLines(chart, { palette, format, lying });
  return {
    ...base,
    color: colours,
    grid: gridOf({
      top: room.top + (lying && 'markLine' in references ? 16 : 0),
      right: room.right + (lying && chart.labels ? 40 : 0),
    }),
    legend,
    tooltip: tooltipOf(input, { lines, categories, shares }),
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: drawn.map((line, index) => ({
      name: line.name,
      ...seriesStyle(input, colours[index] ?? palette.accent, { many, stacked: stack !== 'none' && many }),
      ...(isLine(chart.kind) ? { showSymbol: categories.length < 3 } : {}),
      emphasis: { focus: many ? 'series' : 'none' },
      ...(index === 0 ? references : {}),
      label: {
        show: chart.labels === true,
        position: stack !== 'none' && many ? 'inside' : lying ? 'right' : 'top',
        color: stack !== 'none' && many ? '#ffffff' : palette.dim,
        textBorderWidth: 0,
        fontSize: 11,
        formatter: ({ value }: { value: number | null }) => (value === null ? '' : formatFigure(value, format)),
      },
      labelLayout: { hideOverlap: true },
      data: line.values.map((value, at) => ({
        value,
        pick: { group: categories[at] ?? null },
        itemStyle: { opacity: opacityOf(input, categories[at] ?? null) },
      })),
    })),
  };
};
