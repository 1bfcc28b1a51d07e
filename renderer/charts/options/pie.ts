import { OTHER } from '../../../nodes/contract/project/index.ts';
import { sans } from '../../styles/theme.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, legendOf, seriesColours } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

interface SliceEvent {
  name: string;
  value: number;
  percent: number;
}

/** Shares of a whole as a disc, or as a ring with the total in its middle. */
export const pieOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const figure = data.figures[0];
  const isRing = chart.kind === 'donut';
  const names = data.groups.map((group) => groupLabel(group, data.groupColumn, data.groupCut));
  const withLegend = chart.legend !== undefined && chart.legend !== 'none';
  const { legend, room } = legendOf(withLegend ? chart : { legend: 'none' }, palette, names);
  const total = figure?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0) ?? 0;
  const middle = chart.legend === 'right' ? '38%' : '50%';
  return {
    ...base,
    color: seriesColours(names, palette),
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ name, value, percent }: SliceEvent) =>
        tooltipContent(name, [
          { name: figure?.name ?? '', value: `${formatFigure(value, figure?.format)} (${percent} %)` },
        ]),
    },
    ...(isRing
      ? {
          title: {
            text: formatFigure(total, { ...figure?.format, format: figure?.format.format ?? 'compact' }),
            left: middle,
            top: room.top > 20 ? '54%' : '50%',
            textAlign: 'center',
            textVerticalAlign: 'middle',
            textStyle: { color: palette.text, fontSize: 16, fontWeight: 600, fontFamily: sans },
          },
        }
      : {}),
    series: [
      {
        type: 'pie',
        center: [middle, room.top > 20 ? '54%' : '50%'],
        radius: isRing ? ['48%', '72%'] : [0, '72%'],
        avoidLabelOverlap: true,
        minShowLabelAngle: 12,
        label: {
          show: !withLegend || chart.labels === true,
          color: palette.dim,
          fontSize: 11,
          formatter: chart.labels ? '{b}  {d} %' : '{b}',
          overflow: 'truncate',
          width: 96,
        },
        labelLine: { length: 8, length2: 6, lineStyle: { color: palette.line } },
        itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
        data: data.groups.map((group, row) => ({
          name: names[row],
          value: Math.max(0, figure?.values[row] ?? 0),
          ...(group === OTHER ? {} : { pick: { group } }),
          itemStyle: { opacity: opacityOf(input, group) },
        })),
      },
    ],
  };
};
