import { colourAt, inkOn, rampOf } from '../colour-ramp.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { categoriesOf, compareValues } from '../lines-of.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { acrossAxis, downAxis } from './category-axis.ts';
import { labelWriter } from './figure-labels.ts';
import { base, colourScale, gridOf } from './frame.ts';
import { type OptionInput, type OptionOf, opacityOf } from './option-input.ts';

const SCALE = 60;
const room = { top: 8, right: SCALE + 4 };

/** Groups from top to bottom: numbers and times in their order. */
function downOf({ data }: OptionInput): (string | null)[] {
  const down = categoriesOf({
    groups: data.series ?? [],
    groupColumn: data.seriesColumn,
    groupCut: data.seriesCut,
  });
  if (!data.seriesColumn || data.seriesColumn.type === 'string') return down;
  return down.sort((a, b) => Number(a === null) - Number(b === null) || compareValues(a, b));
}

/** A figure by two groupings, as the colour of cells. */
export const heatmapOption: OptionOf = (input) => {
  const { chart, data, palette, size } = input;
  const across = categoriesOf(data);
  const down = downOf(input);
  const figure = data.figures[0];
  const values = figure?.values ?? [];
  const format = figure?.format ?? {};
  const ramp = rampOf(values, palette);
  const beside = Math.min(size.width * 0.38, 140);
  const plot = { width: size.width - beside - room.right, height: size.height - 32 };
  const cell = { width: plot.width / Math.max(1, across.length), height: plot.height / Math.max(1, down.length) };
  const write = chart.labels && cell.height >= 13 ? labelWriter(values, { format, room: cell.width - 4 }) : undefined;
  const seriesData = { groupCut: data.seriesCut, groupColumn: data.seriesColumn };
  const at = {
    across: new Map(across.map((group, index) => [group, index])),
    down: new Map(down.map((group, index) => [group, index])),
  };
  const bare = { axisLine: { show: false } };
  return {
    ...base,
    grid: gridOf(room),
    visualMap: { ...colourScale(ramp, { palette, format }), right: 0, top: 'middle', dimension: 2 },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        tooltipContent(
          `${groupLabel(data.groups[dataIndex] ?? null, data.groupColumn, data.groupCut)} · ${groupLabel(data.series?.[dataIndex] ?? null, data.seriesColumn, data.seriesCut)}`,
          [{ name: figure?.name ?? '', value: formatFigure(values[dataIndex], format) }],
        ),
    },
    xAxis: { ...acrossAxis(across, { data, palette, room: plot.width, depth: size.height }), ...bare },
    yAxis: {
      ...downAxis(down, { data: seriesData, palette, room: plot.height, depth: size.width }),
      ...bare,
      inverse: true,
    },
    series: [
      {
        type: 'heatmap',
        label: {
          show: write !== undefined,
          fontSize: 11,
          formatter: ({ value }: { value: [number, number, number | null] }) =>
            value[2] === null || !write ? '' : write(value[2]),
        },
        itemStyle: { borderColor: palette.surface, borderWidth: 1, borderRadius: 2 },
        emphasis: { itemStyle: { borderColor: palette.text } },
        data: data.groups.map((group, row) => {
          const series = data.series?.[row] ?? null;
          const value = values[row] ?? null;
          return {
            value: [at.across.get(group), at.down.get(series), value],
            pick: { group, series },
            itemStyle: { opacity: opacityOf(input, group, series) },
            label: { color: value === null ? palette.dim : inkOn(colourAt(ramp, value)) },
          };
        }),
      },
    ],
  };
};
