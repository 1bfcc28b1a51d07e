import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, figureAxis, gridOf, legendOf, referenceLines, seriesColours } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

/** One bubble for each group: the first two figures place it, the third is its area. */
export const bubblesOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const [x, y, size] = data.figures;
  const sizeFormat = chart.size ?? {};
  const most = Math.max(1e-9, ...(size?.values ?? []).map((value) => Math.abs(value ?? 0)));
  const series = data.series ? [...new Set(data.series)] : [null];
  const nameOf = (value: string | null) => (data.series ? groupLabel(value, data.seriesColumn, data.seriesCut) : '');
  const names = series.map(nameOf);
  const colours = seriesColours(names, palette);
  const { legend, room } = legendOf(chart, palette, data.series ? names : []);
  const axis = (name: string, format: Parameters<typeof formatFigure>[1]) => ({
    ...figureAxis({}, palette, typeof format === 'object' ? format : {}),
    name,
    nameLocation: 'middle',
    nameGap: 24,
    scale: true,
  });
  return {
    ...base,
    color: colours,
    grid: { ...gridOf({ ...room, right: room.right + 12 }), left: 24, bottom: 24 },
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [, , row] }: { value: [number, number, number] }) =>
        tooltipContent(groupLabel(data.groups[row] ?? null, data.groupColumn, data.groupCut), [
          { name: x?.name ?? '', value: formatFigure(x?.values[row], x?.format) },
          { name: y?.name ?? '', value: formatFigure(y?.values[row], y?.format) },
          { name: size?.name ?? '', value: formatFigure(size?.values[row], sizeFormat) },
          ...(data.series ? [{ name: data.seriesColumn?.name ?? '', value: nameOf(data.series[row] ?? null) }] : []),
        ]),
    },
    xAxis: { ...axis(x?.name ?? '', x?.format), axisLine: { lineStyle: { color: palette.line } } },
    yAxis: {
      ...axis(chart.axis?.title ?? y?.name ?? '', y?.format),
      nameGap: 44,
      ...(chart.axis?.log ? { type: 'log' } : {}),
    },
    series: series.map((value, index) => ({
      name: names[index] ?? '',
      type: 'scatter',
      ...(index === 0 ? referenceLines(chart, { palette, format: y?.format ?? {} }) : {}),
      label: {
        show: chart.labels ?? data.groups.length <= 20,
        position: 'right',
        color: palette.dim,
        fontSize: 11,
        formatter: ({ value: [, , row] }: { value: [number, number, number] }) =>
          groupLabel(data.groups[row] ?? null, data.groupColumn, data.groupCut),
      },
      labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' },
      data: data.groups.flatMap((group, row) => {
        if (data.series && data.series[row] !== value) return [];
        const colour = colours[index] ?? palette.accent;
        return [
          {
            value: [x?.values[row] ?? null, y?.values[row] ?? null, row],
            symbolSize: 8 + 40 * Math.sqrt(Math.abs(size?.values[row] ?? 0) / most),
            pick: { group },
            itemStyle: {
              color: fade(colour, 0.5),
              borderColor: colour,
              borderWidth: 1,
              opacity: opacityOf(input, group),
            },
          },
        ];
      }),
    })),
  };
};
