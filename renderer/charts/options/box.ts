import { formatNumber } from '../../ui/format.ts';
import { toNumber, toText } from '../chart-data.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { acrossAxis } from './category-axis.ts';
import { base, figureAxis, gridOf, plotRoom } from './frame.ts';
import { type OptionInput, type OptionOf, opacityOf } from './option-input.ts';
import { referenceLines, referenceValues } from './reference-lines.ts';

const NAMES = ['5 %', '25 %', 'median', '75 %', '95 %', 'min', 'max', 'rows'];
const room = { top: 8, right: 12 };

/** Boxes are drawn to be compared: extremes that lie this many times as far apart as the whiskers are left outside. */
const TOO_FAR = 4;

/** The figures of the boxes by name, one list a group. */
function boxesOf({ chart, data: { page } }: Pick<OptionInput, 'chart' | 'data'>) {
  const skip = chart.dimension ? 1 : 0;
  const rows = page.columns[0]?.length ?? 0;
  const at = (name: string, row: number) => toNumber(page.columns[skip + NAMES.indexOf(name)]?.[row]);
  const all = (name: string) =>
    Array.from({ length: rows }, (_, row) => at(name, row)).filter((one): one is number => one !== null);
  return { rows, at, all };
}

interface Reach {
  whiskers: readonly [number, number];
  extremes: readonly [number, number];
}

/** From the lowest whisker to the highest, and from the smallest value to the largest. */
function reachOf(input: Pick<OptionInput, 'chart' | 'data'>): Reach {
  const { all } = boxesOf(input);
  return {
    whiskers: [Math.min(...all('5 %')), Math.max(...all('95 %'))],
    extremes: [Math.min(...all('min')), Math.max(...all('max'))],
  };
}

function isClipped(input: Pick<OptionInput, 'chart' | 'data'>): boolean {
  const { whiskers, extremes } = reachOf(input);
  const { axis } = input.chart;
  if (axis?.from !== undefined || axis?.to !== undefined || axis?.log) return false;
  return whiskers[1] > whiskers[0] && extremes[1] - extremes[0] > TOO_FAR * (whiskers[1] - whiskers[0]);
}

/** Says that extremes lie outside of the picture, and how far. */
export function extremesNote(input: OptionInput): string | undefined {
  if (!isClipped(input)) return undefined;
  const { extremes } = reachOf(input);
  return `Extremes from ${formatNumber(extremes[0], 4)} to ${formatNumber(extremes[1], 4)} lie outside`;
}

/** The axis ends a little beyond the whiskers when extremes would press the boxes flat. */
function endsOf(input: OptionInput): { min?: number; max?: number } {
  if (!isClipped(input)) return {};
  const [low, high] = reachOf(input).whiskers;
  const margin = (high - low) * 0.15;
  return { min: low - margin, max: high + margin };
}

/** Boxes of quantiles, whiskers from 5 % to 95 %, dots at the extremes. */
export const boxOption: OptionOf = (input) => {
  const { chart, data, palette, size } = input;
  const { rows: count, at, all } = boxesOf(input);
  const groups = chart.dimension ? (data.page.columns[0] ?? []).map(toText) : [chart.measures[0]?.column ?? ''];
  const rows = Array.from({ length: count }, (_, row) => row);
  const colour = palette.series[0] ?? palette.accent;
  const format = chart.measures[0] ?? {};
  const plot = plotRoom(size, room);
  const groupColumn = chart.dimension ? data.groupColumn : undefined;
  const references = referenceLines(chart, { palette, format, values: all('median') });
  const label = (row: number) =>
    chart.dimension ? groupLabel(groups[row] ?? null, groupColumn, data.groupCut) : (groups[0] ?? '');
  const ends = endsOf(input);
  const figures = figureAxis(chart, { palette, format, also: referenceValues(chart) });
  const extremes = (['min', 'max'] as const).map((name) => ({
    type: 'scatter',
    symbolSize: 4,
    silent: true,
    clip: true,
    itemStyle: { color: fade(colour, 0.7) },
    data: rows.map((row) => [row, at(name, row)]),
  }));
  return {
    ...base,
    grid: gridOf(room),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        tooltipContent(
          label(dataIndex),
          ['max', '95 %', '75 %', 'median', '25 %', '5 %', 'min', 'rows'].map((name) => ({
            name,
            value: formatNumber(at(name, dataIndex)),
          })),
        ),
    },
    xAxis: acrossAxis(groups, {
      data: { groupCut: data.groupCut, groupColumn },
      palette,
      room: plot.width,
      depth: size.height,
    }),
    yAxis: {
      ...figures,
      ...ends,
      scale: true,
      // Ends beyond whiskers are no round numbers.
      axisLabel: { ...figures.axisLabel, ...('min' in ends ? { showMinLabel: false, showMaxLabel: false } : {}) },
    },
    series: [
      {
        type: 'boxplot',
        boxWidth: [8, 56],
        itemStyle: { color: fade(colour, 0.25), borderColor: colour, borderWidth: 1.5 },
        ...(references.markLine ? { markLine: references.markLine } : {}),
        data: rows.map((row) => ({
          value: ['5 %', '25 %', 'median', '75 %', '95 %'].map((name) => at(name, row) ?? '-'),
          ...(chart.dimension ? { pick: { group: groups[row] ?? null } } : {}),
          itemStyle: { opacity: opacityOf(input, groups[row] ?? null) },
        })),
      },
      ...extremes,
    ],
  };
};
