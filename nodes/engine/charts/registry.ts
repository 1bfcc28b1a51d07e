import { createRegistry } from '../../base/registry.ts';
import type { KindIdentity } from '../../contract/catalog.ts';
import type { Chart } from '../../contract/project/index.ts';

interface ChartKind extends KindIdentity {
  readonly id: Chart['kind'];
}

const kind = (
  id: Chart['kind'],
  label: string,
  about: { category: string; icon: string; help: string; keywords?: string[] },
): ChartKind => ({
  id,
  label,
  keywords: [],
  ...about,
});

/** Every kind of chart. What each needs is in the `Chart` schema of the project format. */
export const chartKinds = createRegistry('chart', [
  kind('columns', 'Columns', {
    category: 'Compare',
    icon: 'chart-bar',
    help: 'Upright bars: one or more figures by category or time.',
  }),
  kind('bars', 'Bars', {
    category: 'Compare',
    icon: 'chart-bar-popular',
    help: 'Lying bars: figures by category with long names.',
  }),
  kind('lines', 'Lines', {
    category: 'Over time',
    icon: 'chart-line',
    help: 'Figures over time or along a number.',
    keywords: ['trend'],
  }),
  kind('area', 'Area', {
    category: 'Over time',
    icon: 'chart-area',
    help: 'Filled lines, stacked when there are series.',
  }),
  kind('pie', 'Pie', {
    category: 'Share',
    icon: 'chart-donut',
    help: 'Shares of a whole, for few categories.',
    keywords: ['donut'],
  }),
  kind('scatter', 'Scatter', {
    category: 'Relation',
    icon: 'chart-dots',
    help: 'Two numbers of each row against each other.',
  }),
  kind('histogram', 'Histogram', {
    category: 'Distribution',
    icon: 'chart-histogram',
    help: 'How the values of a number are distributed.',
  }),
  kind('kpi', 'Figure', { category: 'Figure', icon: 'number', help: 'One figure, large.', keywords: ['kpi', 'total'] }),
  kind('table', 'Table', { category: 'Figure', icon: 'table', help: 'Rows, or figures by group.' }),
  kind('map-points', 'Map of points', {
    category: 'Map',
    icon: 'map-pin',
    help: 'Rows placed by latitude and longitude.',
  }),
  kind('map-states', 'Map of states', {
    category: 'Map',
    icon: 'map',
    help: 'US states filled by a figure.',
    keywords: ['choropleth'],
  }),
]);
