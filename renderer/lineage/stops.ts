import type { ColumnLineage, LineageHop, LineageUse } from '../../nodes/contract/lineage.ts';

/** A dataset or model on the way, with its columns that matter. */
export interface Stop {
  node: string;
  name: string;
  type: LineageHop['type'];
  recipe: string | null;
  distance: number;
  /** Columns whose values go into it; a model has one, without a name. */
  values: LineageHop[];
  /** Columns that decide about rows only. */
  rows: LineageHop[];
  /** Which rows the dataset has. */
  whole: LineageHop | null;
}

export const ROWS = '*';

/** The hops of one direction by dataset, nearest first. Without `withRows` only what goes into values. */
export function stopsOf(hops: readonly LineageHop[], withRows: boolean): Stop[] {
  const stops = new Map<string, Stop>();
  for (const hop of hops) {
    if (!withRows && hop.influence === 'rows') continue;
    const { node, name, type, recipe, distance } = hop;
    const stop = stops.get(node) ?? { node, name, type, recipe, distance, values: [], rows: [], whole: null };
    if (hop.column === ROWS) stop.whole = hop;
    else if (hop.influence === 'value') stop.values.push(hop);
    else stop.rows.push(hop);
    stop.distance = Math.min(stop.distance, distance);
    stops.set(node, stop);
  }
  const told = [...stops.values()].filter(
    ({ values, rows, whole }) => values.length + rows.length > 0 || isTelling(whole),
  );
  return told.sort((a, b) => a.distance - b.distance);
}

/** Rows that just pass on are no news. */
const isTelling = (hop: LineageHop | null): boolean => hop !== null && hop.how.length > 0;

/** Whether a column comes through a recipe as it was. */
export function isUnchanged(hop: LineageHop): boolean {
  const values = hop.from.filter(({ influence, column }) => influence === 'value' && column !== ROWS);
  return hop.how.length === 0 && values.length > 0 && values.every(({ column }) => column === hop.column);
}

/** Why nothing is before it. Rows that only pass through are not listed: where they come from is said in one sentence. */
export function originWords({ origin, upstream }: ColumnLineage): string {
  if (!origin.recipe) return 'It is read as it stands in the files.';
  if (origin.column !== ROWS) return 'It is made of no other column.';
  const sources = [...new Set(upstream.filter(({ recipe }) => recipe === null).map(({ name }) => `“${name}”`))];
  if (sources.length === 0) return 'No recipe before it adds or leaves out rows.';
  return `No recipe before it adds or leaves out rows: it has those of ${sources.join(', ')}.`;
}

/** Nodes and recipes on the path of what is shown. */
export function pathOf({ origin, upstream, downstream }: ColumnLineage, withRows: boolean): ReadonlySet<string> {
  const hops = [origin, ...upstream, ...downstream].filter(({ influence }) => withRows || influence === 'value');
  return new Set(hops.flatMap(({ node, recipe }, index) => (index > 0 && !recipe ? [node] : [node, recipe ?? node])));
}

/** What a use is called, and where it is looked at. */
export function linkOf(project: string, use: LineageUse): string {
  switch (use.kind) {
    case 'chart':
      return `/p/${project}/dashboards/${use.id}`;
    case 'rule':
      return `/p/${project}/quality?dataset=${encodeURIComponent(use.id)}`;
    case 'card':
      return `/p/${project}/datasets/${use.id}?view=statistics`;
    case 'endpoint':
      return `/p/${project}/deploy`;
    case 'test':
      return `/p/${project}/tests?test=${encodeURIComponent(use.id)}`;
  }
}
