import type { EChartsCoreOption } from 'echarts/core';
import type { Chart } from '../../../nodes/contract/project/index.ts';
import type { ChartData } from '../chart-data.ts';
import type { Palette } from '../palette.ts';
import type { Regions } from '../regions.ts';

export interface OptionInput {
  chart: Chart;
  data: ChartData;
  palette: Palette;
  /** Groups that the reader has picked: the others step back. */
  picked?: ReadonlySet<string | null> | undefined;
  /** Picked values of the second grouping. */
  pickedSeries?: ReadonlySet<string | null> | undefined;
  /** The outlines that are loaded. */
  usa?: Regions | undefined;
  world?: Regions | undefined;
}

export type OptionOf = (input: OptionInput) => EChartsCoreOption;

/** What a mark stands for: clicking it filters by these. Carried by the data of a series as `pick`. */
export interface Picked {
  group?: string | null;
  series?: string | null;
}

const isChosen = (picked: ReadonlySet<string | null> | undefined, value: string | null): boolean =>
  !picked || picked.size === 0 || picked.has(value);

/** Opacity of a mark: full unless something else is picked. */
export const opacityOf = (
  { picked, pickedSeries }: Pick<OptionInput, 'picked' | 'pickedSeries'>,
  group: string | null,
  series?: string | null,
): number => (isChosen(picked, group) && (series === undefined || isChosen(pickedSeries, series)) ? 1 : 0.25);
