import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { categoriesOf, linesOf } from '../lines-of.ts';
import { fade } from '../palette.ts';
import { cutTexts, widest } from '../text-fit.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, legendOf, type Size, seriesColours } from './frame.ts';
import type { AxisEvent, OptionInput, OptionOf, Picked } from './option-input.ts';

const longestName = (names: readonly string[], { width }: Size): number =>
  Math.max(40, Math.min(widest(names), width * 0.28));

/** The names of the spokes, in full and as they are written. */
function spokesOf({ data, size }: Pick<OptionInput, 'data' | 'size'>) {
  const groups = categoriesOf(data);
  const names = groups.map((group) => groupLabel(group, data.groupColumn, data.groupCut));
  const longest = longestName(names, size);
  return { groups, names, longest, written: cutTexts(names, longest) };
}

/** The group of a spoke whose name was clicked. */
export function spokePick(input: OptionInput, { targetType, name }: AxisEvent): Picked | undefined {
  if (targetType !== 'axisName') return undefined;
  const { groups, written } = spokesOf(input);
  const at = written.indexOf(name ?? '');
  return at < 0 ? undefined : { group: groups[at] ?? null };
}

/** Groups as spokes of a web, one form a series. */
export const radarOption: OptionOf = (input) => {
  const { chart, data, palette, size } = input;
  const { groups, names, written, longest } = spokesOf(input);
  const lines = linesOf(data, groups);
  const values = lines.flatMap((line) => line.values.map((value) => value ?? 0));
  const ends = { min: Math.min(0, ...values), max: Math.max(1e-9, ...values) };
  const titles = lines.map(({ name }) => name);
  const { legend, room } = legendOf(chart, palette, titles);
  const colours = seriesColours(titles, palette);
  const [width, height] = [size.width - (room.right > 20 ? room.right : 0), size.height - room.top];
  const radius = Math.max(16, Math.min(height / 2 - 20, (width - 2 * longest) / 2 - 12));
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
      center: [width / 2, room.top + height / 2],
      radius,
      indicator: written.map((name) => ({ name, ...ends })),
      // A click on the name of a spoke chooses its group.
      triggerEvent: true,
      axisName: { color: palette.dim, fontSize: 11 },
      axisNameGap: 8,
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
      splitArea: { show: false },
      axisLine: { lineStyle: { color: palette.grid } },
    },
    series: [
      {
        type: 'radar',
        symbolSize: 4,
        emphasis: { lineStyle: { width: 3 } },
        data: lines.map(({ name, series, values: own }, index) => ({
          name,
          value: own.map((value) => value ?? 0),
          ...(series === undefined ? {} : { pick: { series } }),
          lineStyle: { width: 2 },
          areaStyle: { color: fade(colours[index] ?? palette.accent, 0.12) },
        })),
      },
    ],
  };
};
