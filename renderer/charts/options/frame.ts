import { type Chart, OTHER } from '../../../nodes/contract/project/index.ts';
import { sans } from '../../styles/theme.ts';
import { luminance, type Ramp } from '../colour-ramp.ts';
import { type FigureFormat, formatFigure, formatTick } from '../figure-format.ts';
import { EMPTY } from '../group-label.ts';
import type { Palette } from '../palette.ts';

export const base = { animationDuration: 250, textStyle: { fontFamily: sans } };

export interface Size {
  width: number;
  height: number;
}

/** What labels of the axes usually take on the left and below. */
const [BESIDE, BELOW] = [52, 28];

/** About how large the plot within the axes is. */
export const plotRoom = ({ width, height }: Size, room: { top: number; right: number }): Size => ({
  width: Math.max(40, width - BESIDE - room.right),
  height: Math.max(40, height - BELOW - room.top),
});

export const axisStyle = (palette: Palette) => ({
  axisLine: { lineStyle: { color: palette.line } },
  axisTick: { show: false },
  axisLabel: { color: palette.dim, fontSize: 11, hideOverlap: true },
  splitLine: { lineStyle: { color: palette.grid } },
  nameTextStyle: { color: palette.dim, fontSize: 11 },
});

export const legendText = (palette: Palette) => ({ color: palette.dim, fontSize: 11 });

export const legendStyle = (palette: Palette, show: boolean) => ({
  show,
  type: 'plain',
  top: 0,
  left: 0,
  right: 0,
  height: 20,
  itemWidth: 10,
  itemHeight: 8,
  itemGap: 12,
  icon: 'roundRect',
  textStyle: legendText(palette),
});

type Placed = Pick<Chart, 'legend'>;

/** The legend of the chart, and the room it takes. */
export function legendOf({ legend = 'top' }: Placed, palette: Palette, names: readonly string[]) {
  const show = legend !== 'none' && names.length > 1;
  const paged = {
    type: 'scroll',
    pageIconColor: palette.dim,
    pageIconSize: 10,
    pageTextStyle: { color: palette.dim, fontSize: 11 },
  };
  if (legend === 'right') {
    return {
      legend: {
        ...legendStyle(palette, show),
        ...paged,
        orient: 'vertical',
        left: 'auto',
        right: 0,
        top: 4,
        bottom: 4,
        height: 'auto',
        data: [...names],
        textStyle: { ...legendText(palette), width: 104, overflow: 'truncate' },
      },
      room: { top: 8, right: show ? 140 : 12 },
    };
  }
  return {
    legend: { ...legendStyle(palette, show), ...(names.length > 3 ? paged : {}), data: [...names] },
    room: { top: show ? 28 : 8, right: 12 },
  };
}

export const gridOf = (room: { top: number; right: number }) => ({
  left: 4,
  bottom: 4,
  ...room,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
});

/** The smallest and the largest value of the marks. */
export interface Ends {
  min: number;
  max: number;
}

interface AxisOptions {
  palette: Palette;
  format?: FigureFormat;
  /** Values that must have room on the axis beside those of the marks. */
  also?: readonly number[];
}

/** An axis of figures: with title, scale and ends as the chart says. */
export function figureAxis({ axis = {} }: Pick<Chart, 'axis'>, { palette, format = {}, also = [] }: AxisOptions) {
  const [low, high] = [Math.min(...also), Math.max(...also)];
  return {
    type: axis.log ? 'log' : 'value',
    ...axisStyle(palette),
    ...(axis.title ? { name: axis.title, nameLocation: 'middle', nameGap: 44 } : {}),
    min: axis.from ?? (({ min }: Ends) => (low < Math.min(0, min) ? low : null)),
    max: axis.to ?? (({ max }: Ends) => (high > Math.max(0, max) ? high * 1.02 : null)),
    axisLine: { show: false },
    axisLabel: { ...axisStyle(palette).axisLabel, formatter: (value: number) => formatTick(value, format) },
    splitNumber: 4,
  };
}

/** Colours of named series: those shown together and the empty one are grey. */
export function seriesColours(names: readonly string[], palette: Palette): string[] {
  let next = 0;
  return names.map((name) => {
    if (name === OTHER || name === EMPTY) return palette.neutral;
    const colour = palette.series[next % palette.series.length] ?? palette.accent;
    next += 1;
    return colour;
  });
}

/** The scale of colours beside a plot of amounts. */
export function colourScale(
  { colours, from, to }: Ramp,
  { palette, format, show = true }: { palette: Palette; format: FigureFormat; show?: boolean },
) {
  return {
    type: 'continuous',
    show: show && to > from,
    min: from,
    max: to > from ? to : from + 1,
    inRange: { color: to > from ? [...colours] : [colours[Math.floor(colours.length / 2)]] },
    itemWidth: 8,
    itemHeight: 72,
    text: endsOf([to, from], format),
    textStyle: { color: palette.dim, fontSize: 10 },
    textGap: 4,
    calculable: false,
  };
}

/** Both ends of a scale, short unless that makes them the same. */
function endsOf(ends: [number, number], format: FigureFormat): string[] {
  const [high, low] = ends.map((value) => formatTick(value, format));
  return high === low ? ends.map((value) => formatFigure(value, format)) : [high ?? '', low ?? ''];
}

/** Whether the theme is dark. */
export const isDark = (palette: Palette): boolean => luminance(palette.surface) < 0.2;
