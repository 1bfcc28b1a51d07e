import { closest } from '../../../base/closest.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Influence, LineageHop, LineagePoint } from '../../../contract/lineage.ts';
import { type Made, ROWS, type Source, sourceKey, WHOLE } from '../../expr/lineage/relation-lineage.ts';
import { inputNodes } from '../graph.ts';
import type { FlowStatus } from '../status.ts';
import type { LineageCache, RecipeLineage } from './recipe-lineage.ts';

/** A point of the flow: a column of a dataset, which rows it has (`*`), or a model (empty). */
export interface Point {
  node: string;
  column: string;
}

interface Edge extends Point {
  influence: Influence;
  /** Recipes between the two ends. */
  length: number;
}

interface Reached extends Point {
  distance: number;
  influence: Influence;
}

/** Points of a whole flow. Only recipes on the way of a question are looked at. */
export class FlowLineage {
  private readonly status: FlowStatus;
  private readonly cache: LineageCache;
  private readers: Map<string, string[]> | undefined;
  private readonly looked = new Map<string, RecipeLineage>();

  constructor(status: FlowStatus, cache: LineageCache) {
    this.status = status;
    this.cache = cache;
    cache.keepOnly(status.recipes);
  }

  /** The point of a column as asked for; without one, a model or the rows of a dataset. NOT_FOUND, LINEAGE_COLUMN_UNKNOWN. */
  point(node: string, column: string | undefined): Point {
    const found = this.status.nodes.get(node);
    if (!found) throw fail('NOT_FOUND', { kind: 'dataset or model', id: node, suggestion: '' });
    if (found.type === 'model') return { node, column: WHOLE };
    if (column === undefined || column === ROWS) return { node, column: ROWS };
    const names = (found.schema ?? []).map(({ name }) => name);
    if (names.includes(column)) return { node, column };
    const near = closest(column, names);
    const suggestion = near ? `; did you mean “${near}”?` : '';
    throw fail('LINEAGE_COLUMN_UNKNOWN', { node: found.name, column, suggestion });
  }

  /** Everything the point is made of, nearest first. */
  upstream(point: Point): LineageHop[] {
    return this.walk(point, (at) => this.sources(at)).map((reached) => this.hop(reached, this.sources(reached)));
  }

  /** Everything made of the point, nearest first. What makes other rows of a dataset is told as its `*`, not for each column. */
  downstream(point: Point): LineageHop[] {
    const walked = this.walk(point, (at) => this.results(at));
    const met = new Set([point, ...walked].map(({ node, column }) => sourceKey(node, column)));
    return walked.map((reached) => {
      const from = this.sources(reached).filter(({ node, column }) => met.has(sourceKey(node, column)));
      return this.hop(reached, from);
    });
  }

  /** The point itself, with what it is made of directly. */
  origin(point: Point): LineageHop {
    return this.hop({ ...point, distance: 0, influence: 'value' }, this.sources(point));
  }

  /** What a recipe does to make the point. */
  made({ node, column }: Point): Made | undefined {
    const producer = this.status.nodes.get(node)?.producer;
    const lineage = producer === undefined ? undefined : this.of(producer).get(node);
    return column === ROWS ? lineage?.rows : lineage?.columns.get(column);
  }

  private sources(point: Point): Edge[] {
    const sources = [...(this.made(point)?.sources.values() ?? [])];
    const edges = sources.map(({ table, column, influence }): Edge => ({ node: table, column, influence, length: 1 }));
    if (point.column === ROWS || point.column === WHOLE) return edges;
    return [...edges, { node: point.node, column: ROWS, influence: 'rows', length: 0 }];
  }

  private results(point: Point): Edge[] {
    const key = sourceKey(point.node, point.column);
    const edges: Edge[] = [];
    for (const recipe of this.readersOf(point.node))
      for (const [node, { columns, rows }] of this.of(recipe)) {
        const add = (column: string, source: Source | undefined) => {
          if (source) edges.push({ node, column, influence: source.influence, length: 1 });
        };
        for (const [column, made] of columns) add(column, made.sources.get(key));
        add(ROWS, rows.sources.get(key));
      }
    return edges.filter(({ node, column }) => column !== ROWS || this.status.nodes.get(node)?.type === 'dataset');
  }

  private of(recipe: string): RecipeLineage {
    const known = this.looked.get(recipe);
    if (known) return known;
    const lineage = this.cache.of(recipe, this.status);
    this.looked.set(recipe, lineage);
    return lineage;
  }

  private readersOf(node: string): readonly string[] {
    if (!this.readers) {
      this.readers = new Map();
      for (const recipe of Object.values(this.status.project.recipes))
        for (const input of new Set(inputNodes(recipe)))
          this.readers.set(input, [...(this.readers.get(input) ?? []), recipe.id]);
    }
    return this.readers.get(node) ?? [];
  }

  /** Breadth first, values before rows, so that each point has its strongest influence and shortest way. */
  private walk(start: Point, next: (point: Point) => Edge[]): Reached[] {
    const found = new Map<string, Reached>([
      [sourceKey(start.node, start.column), { ...start, distance: 0, influence: 'value' }],
    ]);
    for (const strength of ['value', 'rows'] as const) {
      let frontier = [...found.values()];
      while (frontier.length > 0) {
        const reached: Reached[] = [];
        for (const from of frontier)
          for (const { node, column, influence, length } of next(from)) {
            if (strength === 'value' && influence === 'rows') continue;
            const key = sourceKey(node, column);
            const distance = from.distance + length;
            const known = found.get(key);
            if (known && (known.influence !== strength || known.distance <= distance)) continue;
            const point: Reached = { node, column, distance, influence: strength };
            found.set(key, point);
            reached.push(point);
          }
        frontier = reached;
      }
    }
    const [, ...rest] = found.values();
    return rest.sort((a, b) => a.distance - b.distance);
  }

  private hop({ node, column, distance, influence }: Reached, from: readonly Edge[]): LineageHop {
    const found = this.status.nodes.get(node);
    return {
      node,
      column: column === WHOLE ? null : column,
      name: found?.name ?? node,
      type: found?.type ?? 'dataset',
      recipe: found?.producer ?? null,
      distance,
      influence,
      from: from.map((edge) => ({
        ...pointOf(edge),
        influence: edge.influence,
      })),
      how: [...(this.made({ node, column })?.how ?? [])],
    };
  }
}

function pointOf({ node, column }: Point): LineagePoint {
  return { node, column: column === WHOLE ? null : column };
}
