import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { cutTexts } from '../text-fit.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, seriesColours } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

/** How much goes from the groups on the left to those on the right. Names of the two sides are kept apart. */
export const sankeyOption: OptionOf = (input) => {
  const { data, palette, size } = input;
  const beside = Math.max(48, Math.min(140, size.width * 0.26));
  const figure = data.figures[0];
  const from = [...new Set(data.groups)];
  const to = [...new Set(data.series ?? [])];
  const label = (side: 'from' | 'to', value: string | null) =>
    side === 'from'
      ? groupLabel(value, data.groupColumn, data.groupCut)
      : groupLabel(value, data.seriesColumn, data.seriesCut);
  const captions = [...from.map((value) => label('from', value)), ...to.map((value) => label('to', value))];
  const cut = cutTexts(captions, beside - 8);
  const written = new Map(captions.map((caption, index) => [caption, cut[index]]));
  const colours = seriesColours(
    from.map((value) => label('from', value)),
    palette,
  );
  const links = data.groups.flatMap((group, row) => {
    const series = data.series?.[row] ?? null;
    const value = figure?.values[row] ?? 0;
    if (!(value > 0)) return [];
    return [
      {
        source: `from ${group}`,
        target: `to ${series}`,
        value,
        pick: { group, series },
        lineStyle: { opacity: 0.35 * opacityOf(input, group, series) },
      },
    ];
  });
  return {
    ...base,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: (item: {
        dataType: string;
        value: number;
        data: { caption?: string; pick?: { group: string | null; series: string | null } };
      }) => {
        const { pick, caption } = item.data;
        const title =
          item.dataType === 'edge' && pick
            ? `${label('from', pick.group)} → ${label('to', pick.series)}`
            : (caption ?? '');
        return tooltipContent(title, [{ name: figure?.name ?? '', value: formatFigure(item.value, figure?.format) }]);
      },
    },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: beside,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: Math.max(2, Math.min(8, size.height / (4 * Math.max(from.length, to.length, 1)))),
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: {
          color: palette.text,
          fontSize: 11,
          formatter: ({ data: node }: { data: { caption: string } }) => written.get(node.caption) ?? '',
        },
        lineStyle: { color: 'source', curveness: 0.5 },
        data: [
          ...from.map((value, index) => ({
            name: `from ${value}`,
            caption: label('from', value),
            pick: { group: value },
            itemStyle: { color: colours[index], borderWidth: 0 },
          })),
          ...to.map((value) => ({
            name: `to ${value}`,
            caption: label('to', value),
            pick: { series: value },
            itemStyle: { color: palette.dim, borderWidth: 0 },
          })),
        ],
        links,
      },
    ],
  };
};
