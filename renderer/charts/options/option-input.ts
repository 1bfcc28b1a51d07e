import type { EChartsCoreOption } from 'echarts/core';
import type { Chart } from '../../../nodes/contract/project/index.ts';
import type { ChartData } from '../chart-data.ts';
import type { Palette } from '../palette.ts';

export interface OptionInput {
  chart: Chart;
  data: ChartData;
  palette: Palette;
  /** Groups that the reader has picked: the others step back. */
  picked: ReadonlySet<string | null> | undefined;
  /** Full names of the states by code, for maps. */
  stateNames: ReadonlyMap<string, string>;
}

export type OptionOf = (input: OptionInput) => EChartsCoreOption;

/** Opacity of a mark: full unless something else is picked. */
export const opacityOf = (picked: OptionInput['picked'], group: string | null): number =>
  !picked || picked.size === 0 || picked.has(group) ? 1 : 0.25;
