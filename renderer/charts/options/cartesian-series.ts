import { colourAt, inkOn } from '../colour-ramp.ts';
import type { Line } from '../lines-of.ts';
import { fade } from '../palette.ts';
import { widest } from '../text-fit.ts';
import { type CartesianView, placeOf } from './cartesian-view.ts';
import { labelWriter } from './figure-labels.ts';
import { type OptionInput, opacityOf, type Picked } from './option-input.ts';

const MOST_WIDE = 56;
/** More points than this are not marked on their line. */
const MOST_DOTS = 24;

/** What a mark of a line stands for. */
function pickOf(line: Line, group: string | null): Picked {
  return line.series === undefined ? { group } : { group, series: line.series };
}

const opacity = (input: OptionInput, line: Line, group: string | null) => opacityOf(input, group, line.series);

/** A line is drawn through its points; one without neighbours is a dot, or it would not be seen. */
const isAlone = (values: readonly (number | null)[], at: number): boolean =>
  values[at] !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

export function lineSeries(input: OptionInput, view: CartesianView) {
  const { chart, palette } = input;
  const { drawn, categories, stack, colours, scale, room } = view;
  const isStacked = stack !== 'none';
  const isArea = chart.kind === 'area';
  const writer = chart.labels
    ? labelWriter(
        drawn.flatMap(({ values }) => values),
        { format: view.format, room: room.width / Math.max(1, categories.length) },
      )
    : undefined;
  return drawn.map((line, index) => {
    const colour = colours[index] ?? palette.accent;
    const ofSeries = opacityOf({ pickedSeries: input.pickedSeries }, null, line.series);
    return {
      name: line.name,
      type: 'line',
      lineStyle: { width: isArea && isStacked ? 1 : 2, opacity: ofSeries },
      ...(isArea ? { areaStyle: { color: fade(colour, (isStacked ? 0.55 : 0.2) * ofSeries) } } : {}),
      ...(isStacked ? { stack: 'all' } : {}),
      symbol: 'circle',
      showSymbol: true,
      showAllSymbol: true,
      emphasis: { focus: drawn.length > 1 ? 'series' : 'none' },
      label: {
        show: writer !== undefined,
        position: 'top',
        color: palette.dim,
        fontSize: 11,
        formatter: ({ value }: { value: number | null | [number, number | null] }) => {
          const figure = Array.isArray(value) ? value[1] : value;
          return figure === null || !writer ? '' : writer(figure);
        },
      },
      labelLayout: { hideOverlap: true },
      data: line.values.map((value, at) => ({
        value: scale ? [placeOf(categories[at] ?? null, scale), value] : value,
        symbolSize: isAlone(line.values, at) ? 6 : isArea || categories.length > MOST_DOTS ? 0 : 5,
        pick: pickOf(line, categories[at] ?? null),
        itemStyle: { opacity: opacity(input, line, categories[at] ?? null) },
      })),
    };
  });
}

/** Pixels across the bar of a group, and those that its figure may take. */
function barRoom({ chart }: OptionInput, { room, drawn, stack }: CartesianView, groups: number) {
  const slot = (chart.kind === 'bars' ? room.height : room.width) / Math.max(1, groups);
  const beside = stack === 'none' ? drawn.length : 1;
  return { slot: slot / beside, bar: Math.min(MOST_WIDE, (slot * 0.72) / beside) };
}

/** How the figures of bars are written, where they have room. */
function barLabels(input: OptionInput, view: CartesianView, groups: number) {
  if (!input.chart.labels) return undefined;
  const { slot, bar } = barRoom(input, view, groups);
  const isStacked = view.stack !== 'none';
  const room = input.chart.kind === 'bars' ? (bar < 11 ? 0 : 140) : isStacked ? bar - 2 : slot - 2;
  const values = view.drawn.flatMap((line) => line.values);
  return labelWriter(values, { format: view.format, room });
}

/** Pixels that figures take beside the longest of bars that lie. */
export function labelsBeside(input: OptionInput, view: CartesianView, groups: number): number {
  if (input.chart.kind !== 'bars' || view.stack !== 'none') return 0;
  const write = barLabels(input, view, groups);
  const values = view.drawn.flatMap((line) => line.values);
  return write ? widest(values.map((value) => (value === null ? '' : write(value)))) + 4 : 0;
}

export function barSeries(input: OptionInput, view: CartesianView, groups: number) {
  const { chart, palette } = input;
  const { drawn, categories, stack, colours, ramp } = view;
  const isStacked = stack !== 'none';
  const isLying = chart.kind === 'bars';
  const isHistogram = chart.kind === 'histogram';
  const write = barLabels(input, view, groups);
  const least = smallestLabelled(view, isLying);
  return drawn.map((line, index) => {
    const colour = colours[index] ?? palette.accent;
    const text = (value: number | null) =>
      value === null || !write || (isStacked && Math.abs(value) < least) ? '' : write(value);
    return {
      name: line.name,
      type: 'bar',
      barMaxWidth: isHistogram ? undefined : MOST_WIDE,
      barCategoryGap: isHistogram ? '4%' : '28%',
      barGap: '8%',
      ...(isStacked ? { stack: 'all' } : {}),
      emphasis: { focus: drawn.length > 1 ? 'series' : 'none' },
      label: {
        show: write !== undefined,
        position: isStacked ? 'inside' : isLying ? 'right' : 'top',
        color: isStacked ? inkOn(colour) : palette.dim,
        textBorderWidth: 0,
        fontSize: 11,
        formatter: ({ value }: { value: number | null }) => text(value),
      },
      labelLayout: { hideOverlap: true },
      data: line.values.map((value, at) => {
        const group = categories[at] ?? null;
        return {
          value,
          pick: pickOf(line, group),
          itemStyle: {
            borderRadius: isStacked || isHistogram ? 0 : cornersOf(value, isLying),
            opacity: opacity(input, line, group),
            ...(ramp && value !== null ? { color: colourAt(ramp, value) } : {}),
          },
        };
      }),
    };
  });
}

/** The free end of a bar is round. */
function cornersOf(value: number | null, isLying: boolean): number[] {
  const isBelow = (value ?? 0) < 0;
  if (isLying) return isBelow ? [3, 0, 0, 3] : [0, 3, 3, 0];
  return isBelow ? [0, 0, 3, 3] : [3, 3, 0, 0];
}

/** The smallest part of a stack that has room for its figure. */
function smallestLabelled({ drawn, room, stack }: CartesianView, isLying: boolean): number {
  if (stack === 'none') return 0;
  const groups = drawn[0]?.values.length ?? 0;
  const stacks = Array.from({ length: groups }, (_, at) =>
    drawn.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0),
  );
  const [pixels, needed] = isLying ? [room.width, 48] : [room.height, 14];
  return (Math.max(0, ...stacks) * needed) / pixels;
}
