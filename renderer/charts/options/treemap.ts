import { OTHER } from '../../../nodes/contract/project/index.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, seriesColours } from './frame.ts';
import { type OptionOf, opacityOf } from './option-input.ts';

interface Box {
  name: string;
  value: number;
  pick?: { group: string | null };
  itemStyle?: Record<string, unknown>;
  children?: Box[];
}

/** Boxes within boxes: their area is the figure. */
export const treemapOption: OptionOf = (input) => {
  const { data, palette } = input;
  const figure = data.figures[0];
  const top = new Map<string | null, Box>();
  data.groups.forEach((group, row) => {
    const value = Math.max(0, figure?.values[row] ?? 0);
    const pick = group === OTHER ? {} : { pick: { group } };
    let box = top.get(group);
    if (!box) {
      box = {
        name: groupLabel(group, data.groupColumn, data.groupCut),
        value: 0,
        ...pick,
        itemStyle: { opacity: opacityOf(input, group) },
      };
      top.set(group, box);
    }
    box.value += value;
    for (const [depth, { values, column, cut }] of data.levels.entries()) {
      const name = groupLabel(values[row] ?? null, column, cut);
      box.children ??= [];
      let inner: Box | undefined = box.children.find((one) => one.name === name);
      if (!inner) {
        inner = { name, value: 0, ...pick };
        box.children.push(inner);
      }
      inner.value += value;
      if (depth === data.levels.length - 1) break;
      box = inner;
    }
  });
  const boxes = [...top.values()];
  const total = boxes.reduce((sum, { value }) => sum + value, 0) || 1;
  return {
    ...base,
    color: seriesColours(
      boxes.map(({ name }) => name),
      palette,
    ),
    tooltip: {
      ...tooltipStyle(palette),
      formatter: ({ value, treePathInfo }: { value: number; treePathInfo: { name: string }[] }) =>
        tooltipContent(
          treePathInfo
            .map(({ name }) => name)
            .filter(Boolean)
            .join(' › '),
          [
            {
              name: figure?.name ?? '',
              value: `${formatFigure(value, figure?.format)} (${formatFigure(value / total, 'percent')})`,
            },
          ],
        ),
    },
    series: [
      {
        type: 'treemap',
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        label: {
          color: '#ffffff',
          fontSize: 11,
          overflow: 'truncate',
          textShadowColor: 'rgba(0,0,0,.35)',
          textShadowBlur: 2,
        },
        upperLabel: { show: data.levels.length > 0, height: 20, color: '#ffffff', fontSize: 11 },
        itemStyle: { borderWidth: 0, gapWidth: 1 },
        levels: [
          { itemStyle: { borderWidth: 0, gapWidth: 3 }, upperLabel: { show: false } },
          { itemStyle: { gapWidth: 1, borderWidth: 2, borderColorSaturation: 0.6 } },
          { itemStyle: { gapWidth: 1, borderWidth: 1, borderColorSaturation: 0.4 }, colorSaturation: [0.35, 0.6] },
        ],
        data: boxes,
      },
    ],
  };
};
