import type { Axis } from '../../../nodes/contract/statistics.ts';
import { formatNumber } from '../../ui/format.ts';
import { axisStyle } from '../options/frame.ts';
import type { Palette } from '../palette.ts';

/** Values as the chart library places them: times in milliseconds. */
export const placed = (axis: Axis, value: number): number => (axis.unit === 'time' ? value * 1000 : value);

/** A value on an axis in words: a number, or a day, with its time when that tells more. */
export function axisWords(axis: Axis, value: number, digits = 5): string {
  if (axis.unit !== 'time') return formatNumber(value, digits);
  const iso = new Date(value * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const tick = (value: number): string => (Math.abs(value) < 1000 ? formatNumber(value, 3) : compact.format(value));

interface Options {
  min?: number;
  max?: number;
  /** The name stands below or beside the axis. */
  named?: boolean;
  gap?: number;
  lines?: boolean;
  /** The ends are no round numbers: they have no label. */
  quietEnds?: boolean;
  format?: (value: number) => string;
}

/** An axis of numbers or times. */
export function valueAxis(axis: Axis, palette: Palette, options: Options = {}) {
  const { min, max, named = true, gap = 8, lines = false, quietEnds = false, format } = options;
  const style = axisStyle(palette);
  const isTime = axis.unit === 'time';
  return {
    type: isTime ? 'time' : 'value',
    ...(named ? { name: axis.label, nameLocation: 'middle', nameGap: gap, nameMoveOverlap: true } : {}),
    ...(min === undefined ? {} : { min: placed(axis, min) }),
    ...(max === undefined ? {} : { max: placed(axis, max) }),
    ...style,
    nameTextStyle: { ...style.nameTextStyle, overflow: 'truncate', width: 260 },
    axisLabel: {
      ...style.axisLabel,
      ...(isTime ? {} : { formatter: format ?? tick }),
      ...(quietEnds ? { showMinLabel: false, showMaxLabel: false } : {}),
    },
    splitLine: { ...style.splitLine, show: lines },
    scale: true,
    splitNumber: 4,
  };
}

/** Room for the labels of the axes and their names. */
export const plotGrid = (room: { top?: number; right?: number; left?: number; bottom?: number } = {}) => ({
  top: 10,
  right: 14,
  left: 4,
  bottom: 4,
  ...room,
  outerBoundsMode: 'same',
  outerBoundsContain: 'all',
});
