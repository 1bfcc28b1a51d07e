import { mapTexts } from '../../base/variable-refs.ts';
import { fillVariables } from '../fill-variables.ts';
import type { Chart } from './charts.ts';

const namesColumn = (path: readonly string[]): boolean => path.at(-1) === 'column' || path.at(-2) === 'columns';

/** Changes the texts of a chart in which variables may stand. Names of columns stay as they are: one may look like a variable. */
export const mapChartTexts: typeof mapTexts = (value, change, path) =>
  mapTexts(value, (text, at) => (namesColumn(at) ? text : change(text, at)), path);

/** The chart with its variables filled in. FLOW_VARIABLE_UNKNOWN. */
export const fillChart = (chart: Chart, variables: Readonly<Record<string, string>>): Chart =>
  mapChartTexts(chart, (text) => fillVariables(text, variables, 'The chart').value) as Chart;
