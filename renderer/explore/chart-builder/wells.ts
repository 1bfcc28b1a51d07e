import {
  type Chart,
  type ChartKindId,
  type Grouping,
  type Measure,
  type Well,
  type WellId,
  wellColumns,
  wellTakes,
} from '../../../nodes/contract/project/index.ts';
import { type Column, type DataType, isNumeric, isTemporal } from '../../../nodes/contract/schema.ts';

const groupingFor = ({ name, type }: Column): Grouping => ({
  column: name,
  bin: isTemporal(type) || isNumeric(type) ? 'auto' : 'none',
});

/** How a field is measured before anybody says otherwise: numbers are added up, others counted. */
const measureFor = ({ name, type }: Column): Measure => ({
  column: name,
  aggregate: isNumeric(type) ? 'sum' : 'count-distinct',
});

function putList<T>(list: readonly T[], item: T, { at, max }: { at?: number | undefined; max: number }): T[] {
  if (at !== undefined && at < list.length) return [...list.slice(0, at), item, ...list.slice(at)].slice(0, max);
  return list.length < max ? [...list, item] : [...list.slice(0, max - 1), item];
}

/** The chart with a field put into a well; a full well gives up its last field. */
export function put(chart: Chart, well: Well, { column, at }: { column: Column; at?: number }): Chart {
  const place = { at, max: well.max };
  switch (well.id) {
    case 'dimension':
      return {
        ...chart,
        dimension: well.role === 'value' ? { column: column.name, bin: 'none' } : groupingFor(column),
      };
    case 'series':
      return { ...chart, series: groupingFor(column) };
    case 'levels':
      return { ...chart, levels: putList(chart.levels ?? [], groupingFor(column), place) };
    case 'measures':
      return { ...chart, measures: putList(chart.measures, measureFor(column), place) };
    case 'y':
      return { ...chart, measures: [{ column: column.name, aggregate: 'avg' }, ...chart.measures.slice(1)] };
    case 'size':
      return { ...chart, size: measureFor(column) };
    case 'columns':
      return {
        ...chart,
        columns: putList(
          (chart.columns ?? []).filter((name) => name !== column.name),
          column.name,
          place,
        ),
      };
    case 'target':
      return { ...chart, target: { column: column.name, value: column.type === 'boolean' ? 'true' : '1' } };
    case 'latitude':
    case 'longitude':
    case 'probability':
      return { ...chart, [well.id]: column.name };
  }
}

const without = <T>(list: readonly T[] | undefined, at: number): T[] | undefined => {
  const rest = (list ?? []).filter((_, index) => index !== at);
  return rest.length > 0 ? rest : undefined;
};

/** The chart without the field at a place of a well. */
export function take(chart: Chart, well: WellId, at: number): Chart {
  if (well === 'measures' || well === 'y') {
    return { ...chart, measures: chart.measures.filter((_, index) => index !== at) };
  }
  if (well === 'levels') return { ...chart, levels: without(chart.levels, at) };
  if (well === 'columns') return { ...chart, columns: without(chart.columns, at) };
  return { ...chart, [well]: undefined };
}

const looksLike: Partial<Record<WellId, RegExp>> = {
  latitude: /(^|_)lat(itude)?(_|$)/i,
  longitude: /(^|_)(lon|lng|long|longitude)(_|$)/i,
  probability: /prob|score/i,
};

/** The well that a field most likely belongs into: an empty one of its sort, else one with room. */
export function bestWell(chart: Chart, wells: readonly Well[], column: Column): Well | undefined {
  const fitting = wells.filter((well) => wellTakes(well, column.type));
  const isOpen = (well: Well) => wellColumns(chart, well.id).length < well.max;
  const named = fitting.find((well) => isOpen(well) && looksLike[well.id]?.test(column.name));
  if (named) return named;
  const wantsMeasure = isNumeric(column.type) && !/(^|_)(id|code|zip|hour|year|month|day|weekday)$/i.test(column.name);
  const listsRows = chart.kind === 'table' && !chart.dimension && chart.measures.length === 0;
  const rank = (well: Well): number => {
    if (!isOpen(well)) return 9;
    if (listsRows) return well.id === 'columns' ? 0 : 1;
    const isNeeded = wellColumns(chart, well.id).length < well.min;
    const isKind = well.role === 'value' ? isNeeded : (well.role === 'measure') === wantsMeasure;
    return (isNeeded ? 0 : 2) + (isKind ? 0 : 1) + (well.id === 'columns' && !isNeeded ? 1 : 0);
  };
  return [...fitting].sort((a, b) => rank(a) - rank(b))[0];
}

const planes: readonly ChartKindId[] = ['scatter', 'hexbin', 'density'];

/** The same fields as another kind of chart: bins and figures become what that kind needs. */
export function asKind(chart: Chart, kind: ChartKindId, type: DataType | undefined): Chart {
  const next: Chart = { ...chart, kind };
  const { dimension } = chart;
  if (dimension && planes.includes(kind)) next.dimension = { column: dimension.column, bin: 'none' };
  else if (dimension && planes.includes(chart.kind) && (isNumeric(type) || isTemporal(type))) {
    next.dimension = { ...dimension, bin: 'auto' };
  } else if (dimension && kind === 'histogram' && dimension.bin === 'none')
    next.dimension = { ...dimension, bin: 'auto' };
  if (planes.includes(kind) || kind === 'box') {
    const named = chart.measures.filter(({ column }) => column);
    next.measures = named.length > 0 ? named : [];
  }
  return next;
}

const plainMeasure = ({ format, decimals, unit, currency, better, draw, axis, ...measure }: Measure): Measure =>
  measure;
const plainGrouping = ({ dates, ...grouping }: Grouping): Grouping => grouping;

/** Only what the figures depend on: with the rest changed, the same reply is drawn anew. */
export function questionOf(chart: Chart): Chart {
  const { palette, references, labels, legend, axis, stack, map, ...question } = chart;
  return {
    ...question,
    dimension: question.dimension && plainGrouping(question.dimension),
    series: question.series && plainGrouping(question.series),
    levels: question.levels?.map(plainGrouping),
    measures: question.measures.map(plainMeasure),
    size: question.size && plainMeasure(question.size),
  };
}
