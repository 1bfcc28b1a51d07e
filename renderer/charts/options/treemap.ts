import { OTHER } from '../../../nodes/contract/project/index.ts';
import { colourAt, inkOn, mixed, rampOf } from '../colour-ramp.ts';
import { formatFigure, formatTick } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { cutText } from '../text-fit.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, isDark, seriesColours } from './frame.ts';
import { type OptionInput, type OptionOf, opacityOf, type Picked } from './option-input.ts';

interface Box {
  name: string;
  value: number;
  pick?: Picked;
  itemStyle?: Record<string, unknown>;
  label?: Record<string, unknown>;
  upperLabel?: Record<string, unknown>;
  children?: Box[];
}

/** Pixels from which a box has its name, and its figure. */
const [NAMED, MEASURED] = [900, 2600];

/** Boxes within boxes: their area is the figure. */
export const treemapOption: OptionOf = (input) => {
  const { data, palette, size } = input;
  const figure = data.figures[0];
  const boxes = boxesOf(input);
  const total = boxes.reduce((sum, { value }) => sum + value, 0) || 1;
  return {
    ...base,
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
          fontSize: 11,
          lineHeight: 14,
          overflow: 'truncate',
          formatter: ({ name, value }: { name: string; value: number }) => {
            const pixels = (value / total) * size.width * size.height;
            if (pixels < NAMED) return '';
            return pixels < MEASURED
              ? name
              : `${name}
${formatTick(value, figure?.format)}`;
          },
        },
        upperLabel: {
          show: data.levels.length > 0,
          height: 20,
          fontSize: 11,
          fontWeight: 600,
          formatter: ({ name, value }: { name: string; value: number }) =>
            `${cutText(name, 160)}  ${formatTick(value, figure?.format)}`,
        },
        itemStyle: { borderWidth: 0, gapWidth: 1 },
        levels: [
          { itemStyle: { borderWidth: 0, gapWidth: 2 }, upperLabel: { show: false } },
          { itemStyle: { gapWidth: 1, borderWidth: data.levels.length > 0 ? 2 : 0 } },
          { itemStyle: { gapWidth: 1, borderWidth: data.levels.length > 1 ? 1 : 0 } },
        ],
        data: boxes,
      },
    ],
  };
};

/** The tree of boxes, each with its colour and an ink that is read on it. */
function boxesOf(input: OptionInput): Box[] {
  const { data, palette } = input;
  const top: Box[] = [];
  for (const [row, group] of data.groups.entries()) {
    const value = Math.max(0, data.figures[0]?.values[row] ?? 0);
    let box = boxIn(top, groupLabel(group, data.groupColumn, data.groupCut), group === OTHER ? undefined : { group });
    box.value += value;
    const levels: (string | null)[] = [];
    for (const { values, column, cut } of data.levels) {
      const inner = values[row] ?? null;
      levels.push(inner);
      const isWhole = group === OTHER || levels.includes(OTHER);
      box.children ??= [];
      box = boxIn(box.children, groupLabel(inner, column, cut), isWhole ? undefined : { group, levels: [...levels] });
      box.value += value;
    }
  }
  const colours = seriesColours(
    top.map(({ name }) => name),
    palette,
  );
  const ramp = palette.byValue
    ? rampOf(
        top.map(({ value }) => value),
        palette,
      )
    : undefined;
  for (const [index, box] of top.entries()) {
    const colour = ramp ? colourAt(ramp, box.value) : (colours[index] ?? palette.accent);
    painted(box, colour, {
      ground: isDark(palette) ? '#000000' : '#ffffff',
      opacity: opacityOf(input, box.pick?.group ?? null),
    });
  }
  return top;
}

function boxIn(boxes: Box[], name: string, pick: Picked | undefined): Box {
  const known = boxes.find((box) => box.name === name);
  if (known) return known;
  const made: Box = { name, value: 0, ...(pick ? { pick } : {}) };
  boxes.push(made);
  return made;
}

/** Boxes within are a little nearer to the ground than the one around them. */
function painted(box: Box, colour: string, { ground, opacity }: { ground: string; opacity: number }): void {
  box.itemStyle = { color: colour, borderColor: colour, opacity };
  box.label = { color: inkOn(colour) };
  box.upperLabel = { color: inkOn(colour) };
  for (const inner of box.children ?? []) painted(inner, mixed(colour, ground, 0.18), { ground, opacity });
}
