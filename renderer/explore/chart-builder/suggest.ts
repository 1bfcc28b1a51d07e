import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import {
  type Chart,
  type ChartKindId,
  missingWell,
  wellColumns,
  wellTakes,
} from '../../../nodes/contract/project/index.ts';
import { isNumeric, isTemporal, type Schema } from '../../../nodes/contract/schema.ts';
import { asKind } from './wells.ts';

/** Whether the fields of the chart can be drawn as this kind. */
export function canDraw(chart: Chart, kind: CatalogKind, schema: Schema): boolean {
  const wells = kind.wells ?? [];
  const typeOf = (name: string) => schema.find((column) => column.name === name)?.type;
  const next = asKind(chart, kind.id as ChartKindId, typeOf(chart.dimension?.column ?? ''));
  if (missingWell(next, wells)) return false;
  return wells.every((well) =>
    wellColumns(next, well.id).every((name) => {
      const type = typeOf(name);
      return name === '' || (type !== undefined && wellTakes(well, type));
    }),
  );
}

type Score = Partial<Record<ChartKindId, number>>;

function scores(chart: Chart, schema: Schema): Score {
  const column = schema.find(({ name }) => name === chart.dimension?.column);
  const figures = chart.measures.length;
  const split = chart.series !== undefined;
  if (chart.latitude && chart.longitude) return { 'map-points': 9, 'map-density': 8 };
  if (chart.target && chart.probability) return { lift: 9 };
  if (!column) return figures > 1 ? { kpi: 9, table: 5 } : { kpi: 9, gauge: 8, table: 5 };
  const { name, type, meaning } = column;
  if (meaning === 'us-state' || /(^|_)state$/i.test(name)) return { 'map-states': 9, bars: 8, columns: 6, treemap: 5 };
  if (meaning === 'country' || /country/i.test(name)) return { 'map-countries': 9, bars: 8, columns: 6, treemap: 5 };
  if (isTemporal(type)) {
    return split
      ? { lines: 9, area: 8, columns: 7, heatmap: 6 }
      : figures > 1
        ? { combo: 9, lines: 8, columns: 6, area: 5 }
        : { lines: 9, area: 8, columns: 7, histogram: 4 };
  }
  if (isNumeric(type)) {
    const raw = chart.measures.some((measure) => measure.column);
    return raw ? { hexbin: 9, scatter: 8, density: 7, lines: 6, box: 4 } : { histogram: 9, columns: 7, lines: 5 };
  }
  if (split) return { columns: 9, heatmap: 8, bars: 7, pivot: 6, sankey: 5 };
  return figures > 1
    ? { combo: 9, bars: 7, table: 6, bubbles: 5, columns: 4 }
    : { bars: 9, columns: 8, donut: 6, treemap: 5, box: 3 };
}

/** Kinds that suit the fields, best first. */
export function suggestedKinds(chart: Chart, kinds: readonly CatalogKind[], schema: Schema): CatalogKind[] {
  const score = scores(chart, schema);
  const of = (kind: CatalogKind) => score[kind.id as ChartKindId] ?? 0;
  return kinds
    .filter((kind) => of(kind) > 0 && canDraw(chart, kind, schema))
    .sort((a, b) => of(b) - of(a))
    .slice(0, 4);
}
