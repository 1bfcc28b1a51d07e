import { formatFigure } from '../figure-format.ts';
import { groupLabel, tickLabel } from '../group-label.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { categoriesOf } from './cartesian.ts';
import { axisStyle, base, colourScale } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

/** A figure by two groupings, as the colour of cells. */
export const heatmapOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const across = categoriesOf(data);
  const down = categoriesOf({
    ...data,
    groups: data.series ?? [],
    groupColumn: data.seriesColumn,
    groupCut: data.seriesCut,
  });
  if (data.seriesColumn && data.seriesColumn.type !== 'string') {
    down.sort(
      (a, b) => Number(a === null) - Number(b === null) || String(a).localeCompare(String(b), 'en', { numeric: true }),
    );
  }
  const figure = data.figures[0];
  const values = figure?.values.flatMap((value) => (value === null ? [] : [value])) ?? [];
  const [from, to] = [Math.min(0, ...values), Math.max(0, ...values)];
  const axis = (names: string[]) => ({
    type: 'category',
    data: names,
    ...axisStyle(palette),
    axisLine: { show: false },
    splitLine: { show: false },
    axisLabel: { ...axisStyle(palette).axisLabel, width: 110, overflow: 'truncate' },
  });
  return {
    ...base,
    grid: { left: 4, right: 64, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    visualMap: {
      ...colourScale(palette, { from, to, format: figure?.format ?? {} }),
      right: 0,
      top: 'middle',
      dimension: 2,
    },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        tooltipContent(
          `${groupLabel(data.groups[dataIndex] ?? null, data.groupColumn, data.groupCut)} · ${groupLabel(data.series?.[dataIndex] ?? null, data.seriesColumn, data.seriesCut)}`,
          [{ name: figure?.name ?? '', value: formatFigure(figure?.values[dataIndex], figure?.format) }],
        ),
    },
    xAxis: axis(across.map((group) => tickLabel(group, data.groupColumn, data.groupCut))),
    yAxis: { ...axis(down.map((group) => tickLabel(group, data.seriesColumn, data.seriesCut))), inverse: true },
    series: [
      {
        type: 'heatmap',
        label: {
          show: chart.labels === true,
          fontSize: 10,
          color: palette.text,
          textBorderColor: palette.surface,
          textBorderWidth: 2,
          formatter: ({ value }: { value: [number, number, number] }) =>
            formatFigure(value[2], { ...figure?.format, format: figure?.format.format ?? 'compact' }),
        },
        labelLayout: { hideOverlap: true },
        itemStyle: { borderColor: palette.surface, borderWidth: 1, borderRadius: 2 },
        emphasis: { itemStyle: { borderColor: palette.text } },
        data: data.groups.map((group, row) => {
          const series = data.series?.[row] ?? null;
          return {
            value: [across.indexOf(group), down.indexOf(series), figure?.values[row] ?? null],
            pick: { group, series },
            itemStyle: { opacity: opacityOf(input, group, series) },
          };
        }),
      },
    ],
  };
};
