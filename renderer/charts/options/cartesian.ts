import { categoriesOf, linesOf, totalsOf } from '../lines-of.ts';
import { barSeries, labelsBeside, lineSeries } from './cartesian-series.ts';
import { groupTooltip } from './cartesian-tooltip.ts';
import { type CartesianView, isLine, viewOf } from './cartesian-view.ts';
import { acrossAxis, downAxis } from './category-axis.ts';
import { axisStyle, base, figureAxis, gridOf, legendOf } from './frame.ts';
import type { OptionInput, OptionOf } from './option-input.ts';
import { referenceLines, referenceValues } from './reference-lines.ts';
import { COMFORTABLE, scroller } from './scroller.ts';

/** Steps of the axis of figures: quarters of a whole, whole numbers where all are. */
function stepsOf({ stack, drawn }: CartesianView) {
  const values = drawn.flatMap((line) => line.values);
  if (stack === 'percent')
    return { max: 1, interval: 0.25, ...(values.every((one) => (one ?? 0) >= 0) ? { min: 0 } : {}) };
  return values.every((value) => value === null || Number.isInteger(value)) ? { minInterval: 1 } : {};
}

function groupsAxis(input: OptionInput, view: CartesianView) {
  const { data, palette, chart } = input;
  const { room, scale, categories } = view;
  if (scale) return { type: scale, scale: true, ...axisStyle(palette), splitLine: { show: false } };
  const of = { data, palette };
  if (chart.kind === 'bars')
    return { ...downAxis(categories, { ...of, room: room.height, depth: input.size.width }), inverse: true };
  return {
    ...acrossAxis(categories, { ...of, room: room.width, depth: input.size.height }),
    boundaryGap: !isLine(chart.kind),
  };
}

/** Columns, bars, lines, area and histogram: groups along one axis, figures along the other. */
export const cartesianOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const lying = chart.kind === 'bars';
  const names = linesOf(data, categoriesOf(data)).map(({ name }) => name);
  const { legend, room } = legendOf(chart, palette, names);
  const view = viewOf(input, room);
  const values = view.stack === 'stacked' ? totalsOf(view.lines) : view.drawn.flatMap((line) => line.values);
  const references = referenceLines(chart, { palette, format: view.format, values, lying });
  const scroll = scroller(view.categories.length, { palette, height: view.room.height, lying });
  const shown = scroll.shown ?? view.categories.length;
  const drawn = withHeight(view, view.room.height - references.above);
  const groups = groupsAxis(input, scroll.shown ? withHeight(drawn, COMFORTABLE * drawn.categories.length) : drawn);
  const figures = {
    ...figureAxis(chart, { palette, format: view.format, also: referenceValues(chart) }),
    splitNumber: Math.max(2, Math.min(5, Math.round(lying ? drawn.room.width / 110 : drawn.room.height / 48))),
    ...stepsOf(view),
  };
  const series = isLine(chart.kind) ? lineSeries(input, drawn) : barSeries(input, drawn, shown);
  const [first, ...rest] = series;
  const labels = labelsBeside(input, drawn, shown);
  return {
    ...base,
    color: [...view.colours],
    grid: gridOf({ top: room.top + references.above, right: room.right + labels + scroll.room }),
    legend,
    tooltip: groupTooltip(input, view),
    ...(scroll.zoom ? { dataZoom: scroll.zoom } : {}),
    xAxis: lying ? figures : groups,
    yAxis: lying ? groups : figures,
    series: first ? [{ ...first, ...(references.markLine ? { markLine: references.markLine } : {}) }, ...rest] : [],
  };
};

const withHeight = (view: CartesianView, height: number): CartesianView => ({
  ...view,
  room: { ...view.room, height },
});
