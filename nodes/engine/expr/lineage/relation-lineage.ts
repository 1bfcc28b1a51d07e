import type { Influence, LineageStep } from '../../../contract/lineage.ts';

/** Which rows there are, as a column. */
export const ROWS = '*';
/** A model, which has no columns, as a column. */
export const WHOLE = '';

/** A column of a table (or which rows it has, or a model) that goes into something. */
export interface Source {
  table: string;
  column: string;
  influence: Influence;
}

/** Sources by table and column; the stronger influence of two stays. */
export type Sources = ReadonlyMap<string, Source>;

/** What a column is made of, and by which operations, first to last. */
export interface Made {
  sources: Sources;
  how: readonly LineageStep[];
}

/** Where the columns of a relation come from; what decides which rows it has influences all of them. */
export interface RelationLineage {
  columns: ReadonlyMap<string, Made>;
  rows: Made;
}

export const sourceKey = (table: string, column: string): string => `${table}\u0000${column}`;

export function sourceOf(table: string, column: string, influence: Influence = 'value'): Sources {
  return new Map([[sourceKey(table, column), { table, column, influence }]]);
}

export const noSources: Sources = new Map();

export function unite(...many: readonly Sources[]): Sources {
  const filled = many.filter((one) => one.size > 0);
  if (filled.length <= 1) return filled[0] ?? noSources;
  const result = new Map<string, Source>();
  for (const sources of filled)
    for (const [key, source] of sources) {
      const known = result.get(key);
      if (!known || (known.influence === 'rows' && source.influence === 'value')) result.set(key, source);
    }
  return result;
}

/** The same sources as what decides about rows. */
export function asRows(sources: Sources): Sources {
  return new Map([...sources].map(([key, source]) => [key, { ...source, influence: 'rows' as const }]));
}

/** Steps one after another; one that several columns share is told once. */
export function steps(...many: readonly (readonly LineageStep[])[]): readonly LineageStep[] {
  const filled = many.filter((one) => one.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  const seen = new Map<string, LineageStep>();
  for (const step of filled.flat()) seen.set(`${step.step ?? ''} ${step.kind} ${step.text}`, step);
  return [...seen.values()];
}

/** A relation over relations: the sources of `outer`, which are columns of `inner`, traced on to what those are made of. */
export function compose(
  outer: RelationLineage,
  inner: (table: string) => RelationLineage | undefined,
): RelationLineage {
  const through = ({ sources, how }: Made): Made => {
    if (sources.size === 1 && how.length === 0) {
      const [only] = sources.values();
      const made = only?.influence === 'value' ? inner(only.table)?.columns.get(only.column) : undefined;
      if (made) return made;
    }
    const traced = [...sources.values()].map((source): Made => {
      const relation = inner(source.table);
      const made = source.column === ROWS ? relation?.rows : relation?.columns.get(source.column);
      if (!made) return { sources: new Map([[sourceKey(source.table, source.column), source]]), how: [] };
      return source.influence === 'value' ? made : { sources: asRows(made.sources), how: [] };
    });
    return {
      sources: unite(...traced.map((made) => made.sources)),
      how: steps(...traced.map((made) => made.how), how),
    };
  };
  return {
    columns: new Map([...outer.columns].map(([name, made]) => [name, through(made)])),
    rows: { ...through(outer.rows), how: steps(...rowSteps(outer, inner), outer.rows.how) },
  };
}

function rowSteps(outer: RelationLineage, inner: (table: string) => RelationLineage | undefined) {
  const tables = [...outer.rows.sources.values()].filter(({ column }) => column === ROWS);
  return tables.map(({ table }) => inner(table)?.rows.how ?? []);
}
