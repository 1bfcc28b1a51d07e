import { temporalTypes } from '../../../nodes/contract/schema.ts';
import type { ChartData } from '../chart-data.ts';
import { groupLabel, tickLabel } from '../group-label.ts';
import { isOrdered } from '../lines-of.ts';
import type { Palette } from '../palette.ts';
import { cutTexts, widest, wrapText } from '../text-fit.ts';
import { axisStyle } from './frame.ts';
import { timeTicks } from './time-ticks.ts';

type Grouped = Pick<ChartData, 'groupCut' | 'groupColumn'>;

interface AxisOf {
  data: Grouped;
  palette: Palette;
  /** Pixels from the first group to the last. */
  room: number;
  /** Pixels across the axis that the whole plot has. */
  depth: number;
}

interface Labels {
  rotate?: number;
  /** True where a label stands. */
  shown: (index: number) => boolean;
  text: (index: number) => string;
}

const GAP = 10;
const LINE = 13;
const SLOPE = Math.SQRT1_2;

const all = () => true;
const every = (step: number) => (index: number) => index % step === 0;

function orderedLabels(
  groups: readonly (string | null)[],
  names: readonly string[],
  { data, room }: Pick<AxisOf, 'data' | 'room'>,
): Labels {
  const slot = room / Math.max(1, groups.length);
  const wide = widest(names) + GAP;
  if (wide <= slot) return { shown: all, text: (index) => names[index] ?? '' };
  const isTime =
    data.groupColumn && temporalTypes.includes(data.groupColumn.type) && !/-|weekday/.test(data.groupCut.bin ?? '');
  const ticks = isTime ? timeTicks(groups, data.groupCut, room) : undefined;
  if (ticks) return { shown: (index) => ticks.has(index), text: (index) => ticks.get(index) ?? '' };
  return { shown: every(Math.ceil(wide / slot)), text: (index) => names[index] ?? '' };
}

/** Names side by side where there is room, else in two lines, else sloping, else upright. */
function nominalLabels(names: readonly string[], { room, depth }: Pick<AxisOf, 'room' | 'depth'>): Labels {
  const slot = room / Math.max(1, names.length);
  if (widest(names) + 6 <= slot) return { shown: all, text: (index) => names[index] ?? '' };
  const wrapped = names.map((name) => wrapText(name, { width: slot - 6, lines: depth > 180 ? 3 : 2 }));
  const cut = wrapped.filter((lines) => lines.some((line) => line.endsWith('…'))).length;
  if (slot >= 44 && cut === 0) return { shown: all, text: (index) => wrapped[index]?.join('\n') ?? '' };
  const isSteep = slot < LINE + 5;
  const longest = Math.max(36, depth * (isSteep ? 0.3 : 0.3 / SLOPE));
  const step = Math.max(1, Math.ceil(LINE / slot));
  const texts = cutTexts(names, longest);
  return { rotate: isSteep ? 90 : 45, shown: every(step), text: (index) => texts[index] ?? '' };
}

const namesOf = (groups: readonly (string | null)[], { groupColumn, groupCut }: Grouped): string[] =>
  groups.map((group) => tickLabel(group, groupColumn, groupCut));

const axis = (names: readonly string[], palette: Palette, labels: Labels) => ({
  type: 'category',
  data: [...names],
  ...axisStyle(palette),
  splitLine: { show: false },
  axisLabel: {
    ...axisStyle(palette).axisLabel,
    hideOverlap: labels.rotate === undefined,
    lineHeight: LINE,
    rotate: labels.rotate ?? 0,
    interval: labels.shown,
    formatter: (_: string, index: number) => labels.text(index),
  },
});

/** The axis of groups from left to right. */
export function acrossAxis(groups: readonly (string | null)[], of: AxisOf) {
  const names = namesOf(groups, of.data);
  const labels = isOrdered(of.data) ? orderedLabels(groups, names, of) : nominalLabels(names, of);
  return axis(names, of.palette, labels);
}

/** The axis of groups from top to bottom; names have at most two fifths of the width, in two lines where rows are high enough. */
export function downAxis(groups: readonly (string | null)[], of: AxisOf) {
  const { data, palette, room, depth } = of;
  const names = groups.map((group) => groupLabel(group, data.groupColumn, data.groupCut));
  const slot = room / Math.max(1, names.length);
  const width = Math.max(64, depth * 0.38);
  const lines = Math.max(1, Math.min(3, Math.floor((slot - 2) / LINE)));
  const texts = lines > 1 ? names.map((name) => wrapText(name, { width, lines }).join('\n')) : cutTexts(names, width);
  return axis(names, palette, {
    shown: every(Math.max(1, Math.ceil(LINE / slot))),
    text: (index) => texts[index] ?? '',
  });
}
