import { type Chart, OTHER } from '../../../nodes/contract/project/index.ts';
import { sans } from '../../styles/theme.ts';
import { type FigureFormat, formatFigure, formatTick } from '../figure-format.ts';
import { EMPTY } from '../group-label.ts';
import type { Palette } from '../palette.ts';

export const base = { animationDuration: 250, textStyle: { fontFamily: sans } };

export const axisStyle = (palette: Palette) => ({
  axisLine: { lineStyle: { color: palette.line } },
  axisTick: { show: false },
  axisLabel: { color: palette.dim, fontSize: 11, hideOverlap: true },
  splitLine: { lineStyle: { color: palette.grid } },
  nameTextStyle: { color: palette.dim, fontSize: 11 },
});

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
  textStyle: { color: palette.dim, fontSize: 11 },
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
        textStyle: { color: palette.dim, fontSize: 11, width: 104, overflow: 'truncate' },
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

/** An axis of figures: with title, scale and ends as the chart says. */
export function figureAxis({ axis = {} }: Pick<Chart, 'axis'>, palette: Palette, format: FigureFormat) {
  return {
    type: axis.log ? 'log' : 'value',
    ...axisStyle(palette),
    ...(axis.title ? { name: axis.title, nameLocation: 'middle', nameGap: 44 } : {}),
    ...(axis.from === undefined ? {} : { min: axis.from }),
    ...(axis.to === undefined ? {} : { max: axis.to }),
    axisLine: { show: false },
    axisLabel: { ...axisStyle(palette).axisLabel, formatter: (value: number) => formatTick(value, format) },
    splitNumber: 4,
  };
}

const referenceTypes = { mean: 'average', median: 'median', min: 'min', max: 'max' } as const;
const referenceNames = { mean: 'Mean', median: 'Median', min: 'Smallest', max: 'Largest', value: '' } as const;

/** Lines across the plot; those of the values themselves are of the series they stand in. */
export function referenceLines(
  { references = [] }: Pick<Chart, 'references'>,
  { palette, format, lying = false }: { palette: Palette; format: FigureFormat; lying?: boolean },
) {
  const lines = references.filter(({ kind, value }) => kind !== 'value' || value !== undefined);
  if (lines.length === 0) return {};
  const at = lying ? 'xAxis' : 'yAxis';
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: palette.alert, type: 'dashed', width: 1.25 },
      label: {
        color: palette.text,
        fontSize: 11,
        position: lying ? 'start' : 'insideEndTop',
        formatter: ({ name, value }: { name: string; value: number }) =>
          [name, formatFigure(value, format)].filter(Boolean).join(' '),
      },
      data: lines.map(({ kind, value, label }) => {
        const name = label ?? referenceNames[kind];
        return kind === 'value' ? { [at]: value, name } : { type: referenceTypes[kind], name };
      }),
    },
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
  palette: Palette,
  { from, to, format }: { from: number; to: number; format: FigureFormat },
) {
  return {
    type: 'continuous',
    min: from,
    max: to > from ? to : from + 1,
    inRange: { color: palette.ramp },
    itemWidth: 8,
    itemHeight: 72,
    text: [formatTick(to, format), formatTick(from, format)],
    textStyle: { color: palette.dim, fontSize: 10 },
    textGap: 4,
    calculable: false,
  };
}
