import type { ChartKindId } from '../../nodes/contract/project/index.ts';
import { boxOption, extremesNote } from './options/box.ts';
import { bubblesOption } from './options/bubbles.ts';
import { cartesianOption } from './options/cartesian.ts';
import { comboOption } from './options/combo.ts';
import { densityOption, placeOnSurface } from './options/density.ts';
import { gaugeOption } from './options/gauge.ts';
import { heatmapOption } from './options/heatmap.ts';
import { hexbinOption } from './options/hexbin.ts';
import { liftOption } from './options/lift.ts';
import { notOnLog } from './options/log-note.ts';
import { mapDensityOption, placeOnMap } from './options/map-density.ts';
import { isOnWorld, outsideNote } from './options/map-places.ts';
import { mapPointsOption } from './options/map-points.ts';
import { mapRegionsOption, unknownRegions } from './options/map-regions.ts';
import type { AxisEvent, OptionInput, OptionOf, Picked } from './options/option-input.ts';
import { notAboveZero, pieOption } from './options/pie.ts';
import { radarOption, spokePick } from './options/radar.ts';
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
  /** What a click at a place of the plot stands for, where marks are no shapes of their own: numbers of the axes, or of the map. */
  place?: (input: OptionInput, at: readonly [number, number]) => Picked | undefined;
  /** What a click on a part of an axis stands for. */
  axis?: (input: OptionInput, event: AxisEvent) => Picked | undefined;
}

const plain = (option: OptionOf): DrawnKind => ({ option });
const bars = (option: OptionOf): DrawnKind => ({ option, note: notOnLog });
const shares = (option: OptionOf): DrawnKind => ({ option, note: notAboveZero });
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
  columns: bars(cartesianOption),
  bars: bars(cartesianOption),
  lines: bars(cartesianOption),
  area: bars(cartesianOption),
  histogram: bars(cartesianOption),
  combo: bars(comboOption),
  pie: shares(pieOption),
  donut: shares(pieOption),
  treemap: shares(treemapOption),
  radar: { option: radarOption, axis: spokePick },
  heatmap: plain(heatmapOption),
  sankey: shares(sankeyOption),
  scatter: plain(scatterOption),
  bubbles: plain(bubblesOption),
  hexbin: plain(hexbinOption),
  density: { option: densityOption, place: placeOnSurface },
  box: { option: boxOption, note: extremesNote },
  gauge: plain(gaugeOption),
  lift: plain(liftOption),
  'map-points': points(mapPointsOption),
  'map-density': { ...points(mapDensityOption), place: placeOnMap },
  'map-states': regions('usa'),
  'map-countries': regions('world'),
};
