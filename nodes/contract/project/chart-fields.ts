import { type DataType, isNumeric, isTemporal, type Schema } from '../schema.ts';
import { type Chart, type ChartAggregate, type Measure, type Well, wellColumns } from './charts.ts';

/** Whether a well is meant for a field of that type. */
export function wellTakes({ accepts }: Pick<Well, 'accepts'>, type: DataType): boolean {
  if (accepts === 'number') return isNumeric(type);
  if (accepts === 'time') return isTemporal(type);
  if (accepts === 'number-or-time') return isNumeric(type) || isTemporal(type);
  return true;
}

/** Whether the figures of a well are written as they are; the course of a figure over time is drawn. */
export const writesFigures = (chart: Chart, { writes = false }: Pick<Well, 'writes'>): boolean =>
  writes && !(chart.kind === 'kpi' && chart.dimension);

/** A field in a well where nothing can be drawn of it. */
export interface UnfitField {
  well: Well;
  /** Its place in the well. */
  at: number;
  column: string;
  type: DataType;
  /** Of a figure that is no number. */
  aggregate?: ChartAggregate;
}

const asItIs: readonly ChartAggregate[] = ['min', 'max'];

function figuresIn(chart: Chart, { id }: Well): readonly (Measure | undefined)[] {
  return id === 'size' ? [chart.size] : chart.measures;
}

/** Truths are one and zero where numbers are needed. */
const isDrawable = (type: DataType): boolean => isNumeric(type) || type === 'boolean';

function unfitIn(chart: Chart, well: Well, typeOf: (name: string) => DataType | undefined): UnfitField[] {
  return wellColumns(chart, well.id)
    .slice(0, well.max)
    .flatMap((column, at): UnfitField[] => {
      const type = typeOf(column);
      if (!type) return [];
      if (well.role === 'value') return wellTakes(well, type) || isDrawable(type) ? [] : [{ well, at, column, type }];
      if (well.role !== 'measure' || writesFigures(chart, well)) return [];
      const aggregate = figuresIn(chart, well)[at]?.aggregate;
      const isUnfit = aggregate && asItIs.includes(aggregate) && !isDrawable(type);
      return isUnfit ? [{ well, at, column, type, aggregate }] : [];
    });
}

/** Fields that stand in wells of numbers and are none, and figures that are texts or dates where marks are drawn of them. */
export function unfitFields(chart: Chart, wells: readonly Well[], schema: Schema): UnfitField[] {
  const types = new Map(schema.map(({ name, type }) => [name, type]));
  return wells.flatMap((well) => unfitIn(chart, well, (name) => types.get(name)));
}
