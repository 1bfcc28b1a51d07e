import { formatFigure, groupLabel } from '../chart-data.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

interface SliceEvent {
  name: string;
  value: number;
  percent: number;
}

/** Shares of a whole as a ring, its names beside it. */
export const pieOption: OptionOf = ({ chart, data, palette, picked }) => {
  const figure = data.figures[0];
  const bin = chart.dimension?.bin;
  return {
    color: palette.series,
    animationDuration: 250,
    textStyle: { fontFamily: 'inherit' },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ name, value, percent }: SliceEvent) =>
        tooltipContent(name, [[figure?.name ?? '', `${formatFigure(value, figure?.format)} (${percent} %)`]]),
    },
    series: [
      {
        type: 'pie',
        radius: ['48%', '74%'],
        avoidLabelOverlap: true,
        minShowLabelAngle: 14,
        label: { color: palette.dim, fontSize: 11, formatter: '{b}', overflow: 'truncate', width: 96 },
        labelLine: { length: 8, length2: 6, lineStyle: { color: palette.line } },
        itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
        data: data.groups.map((group, row) => ({
          name: groupLabel(group, data.groupColumn, bin),
          value: figure?.values[row] ?? 0,
          itemStyle: { opacity: opacityOf(picked, group) },
        })),
      },
    ],
  };
};
