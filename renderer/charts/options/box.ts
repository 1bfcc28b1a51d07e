import { formatNumber } from '../../ui/format.ts';
import { toNumber, toText } from '../chart-data.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { groupAxis } from './cartesian.ts';
import { base, figureAxis, gridOf, referenceLines } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

const NAMES = ['5 %', '25 %', 'median', '75 %', '95 %', 'min', 'max', 'rows'];

/** Boxes of quantiles, whiskers from 5 % to 95 %, dots at the extremes. */
export const boxOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const { page } = data;
  const skip = chart.dimension ? 1 : 0;
  const at = (name: string, row: number) => toNumber(page.columns[skip + NAMES.indexOf(name)]?.[row]);
  const count = page.columns[0]?.length ?? 0;
  const groups = chart.dimension ? (page.columns[0] ?? []).map(toText) : [chart.measures[0]?.column ?? ''];
  const rows = Array.from({ length: count }, (_, row) => row);
  const colour = palette.series[0] ?? palette.accent;
  const format = chart.measures[0] ?? {};
  const label = (row: number) =>
    chart.dimension ? groupLabel(groups[row] ?? null, page.schema[0], data.groupCut) : (groups[0] ?? '');
  return {
    ...base,
    grid: gridOf({ top: 8, right: 12 }),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const row = dataIndex % Math.max(1, count);
        return tooltipContent(
          label(row),
          ['max', '95 %', '75 %', 'median', '25 %', '5 %', 'min', 'rows'].map((name) => ({
            name,
            value: formatNumber(at(name, row)),
          })),
        );
      },
    },
    xAxis: groupAxis(
      { data: { ...data, groupColumn: chart.dimension ? page.schema[0] : undefined }, palette },
      groups,
      false,
    ),
    yAxis: { ...figureAxis(chart, palette, format), scale: true },
    series: [
      {
        type: 'boxplot',
        boxWidth: [8, 44],
        itemStyle: { color: fade(colour, 0.25), borderColor: colour, borderWidth: 1.5 },
        ...referenceLines(chart, { palette, format }),
        data: rows.map((row) => ({
          value: ['5 %', '25 %', 'median', '75 %', '95 %'].map((name) => at(name, row) ?? '-'),
          ...(chart.dimension ? { pick: { group: groups[row] ?? null } } : {}),
          itemStyle: { opacity: opacityOf(input, groups[row] ?? null) },
        })),
      },
      ...(['min', 'max'] as const).map((name) => ({
        type: 'scatter',
        symbolSize: 4,
        itemStyle: { color: fade(colour, 0.7) },
        data: rows.map((row) => [row, at(name, row)]),
      })),
    ],
  };
};
