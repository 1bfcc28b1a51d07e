import { createRegistry } from '../../base/registry.ts';
import type { ChartKind } from './chart-kind.ts';
import { area } from './kinds/area.ts';
import { bars } from './kinds/bars.ts';
import { box } from './kinds/box.ts';
import { bubbles } from './kinds/bubbles.ts';
import { columns } from './kinds/columns.ts';
import { combo } from './kinds/combo.ts';
import { density } from './kinds/density.ts';
import { donut } from './kinds/donut.ts';
import { gauge } from './kinds/gauge.ts';
import { heatmap } from './kinds/heatmap.ts';
import { hexbin } from './kinds/hexbin.ts';
import { histogram } from './kinds/histogram.ts';
import { kpi } from './kinds/kpi.ts';
import { lift } from './kinds/lift.ts';
import { lines } from './kinds/lines.ts';
import { mapCountries } from './kinds/map-countries.ts';
import { mapDensity } from './kinds/map-density.ts';
import { mapPoints } from './kinds/map-points.ts';
import { mapStates } from './kinds/map-states.ts';
import { pie } from './kinds/pie.ts';
import { pivot } from './kinds/pivot.ts';
import { radar } from './kinds/radar.ts';
import { sankey } from './kinds/sankey.ts';
import { scatter } from './kinds/scatter.ts';
import { table } from './kinds/table.ts';
import { treemap } from './kinds/treemap.ts';

const kinds: readonly ChartKind[] = [
  columns,
  bars,
  combo,
  radar,
  lines,
  area,
  pie,
  donut,
  treemap,
  scatter,
  bubbles,
  hexbin,
  heatmap,
  sankey,
  histogram,
  box,
  density,
  kpi,
  gauge,
  table,
  pivot,
  mapPoints,
  mapDensity,
  mapStates,
  mapCountries,
  lift,
];

/** Every kind of chart. */
export const chartKinds = createRegistry('chart', kinds);
