import { formatFigure, formatTick } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { categoriesOf, linesOf } from './cartesian.ts';
import { base, legendOf, seriesColours } from './frame.ts';
import type { OptionOf } from './option-input.ts';

/** Groups as spokes of a web, one form a series. */
export const radarOption: OptionOf = ({ chart, data, palette }) => {
  const categories = categoriesOf(data);
  const lines = linesOf(data, categories);
  const names = categories.map((group) => groupLabel(group, data.groupColumn, data.groupCut));
  const most = Math.max(1e-9, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const { legend, room } = legendOf(
    chart,
    palette,
    lines.map(({ name }) => name),
  );
  const colours = seriesColours(
    lines.map(({ name }) => name),
    palette,
  );
  return {
    ...base,
    color: colours,
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const line = lines[dataIndex];
        return tooltipContent(
          line?.name ?? '',
          names.map((name, index) => ({ name, value: formatFigure(line?.values[index], line?.format) })),
        );
      },
    },
    radar: {
      center: [room.right > 20 ? '40%' : '50%', room.top > 20 ? '55%' : '52%'],
      radius: '68%',
      indicator: names.map((name) => ({ name, max: most })),
      axisName: { color: palette.dim, fontSize: 11 },
      splitNumber: 4,
      axisLabel: { show: false, formatter: (value: number) => formatTick(value) },
      splitLine: { lineStyle: { color: palette.line } },
      splitArea: { show: false },
      axisLine: { lineStyle: { color: palette.grid } },
    },
    series: [
      {
        type: 'radar',
        symbolSize: 4,
        data: lines.map(({ name, values }, index) => ({
          name,
          value: values.map((value) => value ?? 0),
          lineStyle: { width: 2 },
          areaStyle: { color: fade(colours[index] ?? palette.accent, 0.15) },
        })),
      },
    ],
  };
};
