import type { EChartsCoreOption } from 'echarts/core';
import type { Chart, ChartFilter } from '../../../nodes/contract/project/index.ts';
import type { ChartData } from '../chart-data.ts';
import type { Palette } from '../palette.ts';
import type { Regions } from '../regions.ts';
import type { Size } from './frame.ts';

export interface OptionInput {
  chart: Chart;
  data: ChartData;
  palette: Palette;
  /** Of the whole picture, in pixels. */
  size: Size;
  /** Groups that the reader has picked: the others step back. */
  picked?: ReadonlySet<string | null> | undefined;
  /** Picked values of the second grouping. */
  pickedSeries?: ReadonlySet<string | null> | undefined;
  /** Filters that are set, by which single points are picked. */
  filters?: readonly ChartFilter[] | undefined;
  /** The outlines that are loaded. */
  usa?: Regions | undefined;
  world?: Regions | undefined;
}

export type OptionOf = (input: OptionInput) => EChartsCoreOption;

/** From one number to another, which is left out when `open`. */
export interface PickedRange {
  column: string;
  from: number;
  to: number;
  open?: boolean;
}

/** A cell of a column as filters take it. */
export interface PickedCell {
  column: string;
  value: string | null;
}

/** What a mark stands for: clicking it filters by these. Carried by the data of a series as `pick`. */
export interface Picked {
  group?: string | null;
  /** Values of the deeper levels, as far as the mark goes. */
  levels?: readonly (string | null)[];
  series?: string | null;
  ranges?: readonly PickedRange[];
  cells?: readonly PickedCell[];
}

/** A click on a part of an axis. */
export interface AxisEvent {
  targetType?: string;
  name?: string;
}

const isChosen = (picked: ReadonlySet<string | null> | undefined, value: string | null): boolean =>
  !picked || picked.size === 0 || picked.has(value);

/** Opacity of a mark: full unless something else is picked. */
export const opacityOf = (
  { picked, pickedSeries }: Pick<OptionInput, 'picked' | 'pickedSeries'>,
  group: string | null,
  series?: string | null,
): number => (isChosen(picked, group) && (series === undefined || isChosen(pickedSeries, series)) ? 1 : 0.25);

/** Opacity of a single point: full unless others are picked by their cells. */
export function cellOpacity({ filters = [] }: Pick<OptionInput, 'filters'>, cells: readonly PickedCell[]): number {
  const filtersOn = cells.map(({ column, value }) => ({
    value,
    on: filters.find((filter) => filter.column === column && filter.values && !filter.exclude && !filter.bin),
  }));
  const set = filtersOn.filter(({ on }) => on);
  return set.every(({ on, value }) => on?.values?.includes(value)) ? 1 : 0.15;
}
