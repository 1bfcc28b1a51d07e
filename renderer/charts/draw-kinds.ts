import type { ChartKindId } from '../../nodes/contract/project/index.ts';
import { boxOption } from './options/box.ts';
import { bubblesOption } from './options/bubbles.ts';
import { cartesianOption } from './options/cartesian.ts';
import { comboOption } from './options/combo.ts';
import { gaugeOption } from './options/gauge.ts';
import { heatmapOption } from './options/heatmap.ts';
import { liftOption } from './options/lift.ts';
import { isOnWorld, mapDensityOption, mapPointsOption, outsideNote } from './options/map-points.ts';
import { mapRegionsOption, unknownRegions } from './options/map-regions.ts';
import type { OptionInput, OptionOf } from './options/option-input.ts';
import { pieOption } from './options/pie.ts';
import { densityOption, hexbinOption } from './options/planes.ts';
import { radarOption } from './options/radar.ts';
import { sankeyOption } from './options/sankey.ts';
import { scatterOption } from './options/scatter.ts';
import { treemapOption } from './options/treemap.ts';

/** How a kind is drawn. */
export interface DrawnKind {
  option: OptionOf;
  /** Outlines it needs, which are loaded when first wanted. */
  map?: (input: Pick<OptionInput, 'chart' | 'data'>) => 'usa' | 'world';
  /** What the reader should know beside the picture. */
  note?: (input: OptionInput) => string | undefined;
}

const plain = (option: OptionOf): DrawnKind => ({ option });
const points = (option: OptionOf): DrawnKind => ({
  option,
  map: (input) => (isOnWorld(input) ? 'world' : 'usa'),
  note: outsideNote,
});
const regions = (map: 'usa' | 'world'): DrawnKind => ({
  option: mapRegionsOption,
  map: () => map,
  note: unknownRegions,
});

/** Every kind that is drawn by the chart library; the others are figures and tables. */
export const drawnKinds: Record<Exclude<ChartKindId, 'kpi' | 'table' | 'pivot'>, DrawnKind> = {
  columns: plain(cartesianOption),
  bars: plain(cartesianOption),
  lines: plain(cartesianOption),
  area: plain(cartesianOption),
  histogram: plain(cartesianOption),
  combo: plain(comboOption),
  pie: plain(pieOption),
  donut: plain(pieOption),
  treemap: plain(treemapOption),
  radar: plain(radarOption),
  heatmap: plain(heatmapOption),
  sankey: plain(sankeyOption),
  scatter: plain(scatterOption),
  bubbles: plain(bubblesOption),
  hexbin: plain(hexbinOption),
  density: plain(densityOption),
  box: plain(boxOption),
  gauge: plain(gaugeOption),
  lift: plain(liftOption),
  'map-points': points(mapPointsOption),
  'map-density': points(mapDensityOption),
  'map-states': regions('usa'),
  'map-countries': regions('world'),
};
