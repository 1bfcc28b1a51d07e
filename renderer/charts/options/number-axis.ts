import { formatNumber } from '../../ui/format.ts';
import type { FigureFormat } from '../figure-format.ts';
import type { Palette } from '../palette.ts';
import { figureAxis } from './frame.ts';

interface Numbers {
  palette: Palette;
  name: string;
  values: readonly (number | null)[];
  format?: FigureFormat;
}

/** Below this share of the largest value, a span needs all digits to be told apart: years, for one. */
const NARROW = 0.2;

function isNarrow(values: readonly (number | null)[]): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  return size >= 1000 && size < 1e7 && high - low < NARROW * size;
}

/** An axis of numbers that need not begin at zero, with its name below or beside it. */
export function numberAxis({ palette, name, values, format = {} }: Numbers) {
  const axis = figureAxis({}, { palette, format });
  const plain = (value: number) => (Number.isInteger(value) ? String(value) : formatNumber(value, 8));
  return {
    ...axis,
    name,
    nameLocation: 'middle',
    nameGap: 8,
    scale: true,
    axisLine: { lineStyle: { color: palette.line } },
    ...(isNarrow(values) && !format.format ? { axisLabel: { ...axis.axisLabel, formatter: plain } } : {}),
  };
}

/** A plot beside whose axes their names stand. */
export const namedGrid = (room: { top: number; right: number }) => ({
  left: 4,
  bottom: 4,
  ...room,
  outerBoundsMode: 'same',
  outerBoundsContain: 'all',
});
