import type { Schema } from '../../../contract/schema.ts';
import { lineageOfPlan } from '../../expr/lineage/plan-lineage.ts';
import { type RelationLineage, ROWS } from '../../expr/lineage/relation-lineage.ts';
import type { Expr } from '../../sql/expr-tree.ts';
import type { Plan } from '../../sql/plan.ts';
import { quoteIdentifier } from '../../sql/quote.ts';
import { inputNodes } from '../graph.ts';
import { FlowLineage, type Point } from '../lineage/flow-lineage.ts';
import type { LineageCache } from '../lineage/recipe-lineage.ts';
import type { FlowStatus } from '../status.ts';
import type { GoldenPart } from './part.ts';

/** Rows that can be read, and how many are wanted. `where` is SQL. */
export interface Choice {
  sql: string;
  schema: Schema;
  rows: number;
  where?: string | undefined;
}

/** How many groups of a key the rows are taken from. */
const groups = 3;

/**
 * For each pinned dataset a SELECT of rows that belong together: of the main input some consecutive rows of a few groups, where the part
 * groups or looks at neighbours; of the others those that the joins match with them. `choices` has the main input first.
 */
export function chooseRows(
  choices: ReadonlyMap<string, Choice>,
  part: GoldenPart,
  { status, cache }: { status: FlowStatus; cache: LineageCache },
): Map<string, string> {
  const hints = new PartHints(new Set(choices.keys()), part, { status, cache });
  const chosen = new Map<string, string>();
  for (const [dataset, choice] of choices) {
    const match = chosen.size === 0 ? undefined : hints.matchOf(dataset, chosen);
    const select = choice.where
      ? `SELECT * FROM ${choice.sql} WHERE ${choice.where} LIMIT ${choice.rows}`
      : match
        ? matched(choice, match)
        : neighbours(choice, hints.groupingOf(dataset));
    chosen.set(dataset, select);
  }
  return chosen;
}

/** The pinned datasets with the one that the part is about first: found by following first inputs from what is expected. */
export function mainFirst(pinned: readonly string[], outputs: readonly string[], status: FlowStatus): string[] {
  let at = outputs[0];
  for (const _ of Object.keys(status.project.recipes)) {
    if (at === undefined || pinned.includes(at)) break;
    const producer = status.graph.producers.get(at);
    at = producer === undefined ? undefined : inputNodes(status.project.recipes[producer]!)[0];
  }
  return at !== undefined && pinned.includes(at) ? [at, ...pinned.filter((id) => id !== at)] : [...pinned];
}

function matched(choice: Choice, match: { column: string; from: string; other: string }): string {
  const column = quoteIdentifier(match.column);
  const values = `SELECT ${quoteIdentifier(match.other)} FROM (${match.from})`;
  return `SELECT * FROM ${choice.sql} WHERE ${column} IN (${values}) ORDER BY ${column} LIMIT ${choice.rows}`;
}

/** Some consecutive rows of the largest groups; without groups the first rows. */
function neighbours({ sql, schema, rows }: Choice, grouping: Grouping | undefined): string {
  const known = new Set(schema.map(({ name }) => name));
  const keys = grouping?.keys.filter((key) => known.has(key)) ?? [];
  if (!grouping || keys.length === 0) return `SELECT * FROM ${sql} LIMIT ${rows}`;
  const key = keys.map(quoteIdentifier).join(', ');
  const by = grouping.order && known.has(grouping.order) ? grouping.order : schema[0]?.name;
  const order = quoteIdentifier(by ?? '');
  const present = keys.map((name) => `${quoteIdentifier(name)} IS NOT NULL`).join(' AND ');
  const largest = `SELECT ${key} FROM ${sql} WHERE ${present} GROUP BY ${key} ORDER BY count(*) DESC, ${key} LIMIT ${groups}`;
  const numbered = `row_number() OVER (PARTITION BY ${key} ORDER BY ${order}) AS "#place"`;
  const place = `SELECT *, ${numbered} FROM ${sql} WHERE (${key}) IN (${largest})`;
  const each = Math.ceil(rows / groups);
  return `SELECT * EXCLUDE ("#place") FROM (${place}) WHERE "#place" <= ${each} ORDER BY ${key}, ${order} LIMIT ${rows}`;
}

interface Grouping {
  keys: string[];
  order: string | undefined;
}

/** What the recipes of a part tell about which rows belong together, in columns of the pinned datasets. */
class PartHints {
  private readonly pinned: ReadonlySet<string>;
  private readonly lineage: FlowLineage;
  private readonly groupings: { dataset: string; grouping: Grouping }[] = [];
  private readonly matches: { left: Point; right: Point }[] = [];

  constructor(pinned: ReadonlySet<string>, part: GoldenPart, around: { status: FlowStatus; cache: LineageCache }) {
    this.pinned = pinned;
    this.lineage = new FlowLineage(around.status, around.cache);
    for (const id of part.recipes) {
      const { kind, settings, context, recipe } = around.status.recipes.get(id) ?? {};
      if (!kind?.plan || !settings || !context || recipe?.bypassed) continue;
      for (const plan of Object.values(kind.plan(settings, context)).flat()) this.look(plan);
    }
  }

  groupingOf(dataset: string): Grouping | undefined {
    return this.groupings.find((found) => found.dataset === dataset)?.grouping;
  }

  /** A column of the dataset that must match one of rows chosen already. */
  matchOf(dataset: string, chosen: ReadonlyMap<string, string>) {
    for (const { left, right } of this.matches)
      for (const [mine, theirs] of [
        [right, left],
        [left, right],
      ] as const) {
        const from = chosen.get(theirs.node);
        if (mine.node === dataset && from !== undefined) return { column: mine.column, from, other: theirs.column };
      }
    return undefined;
  }

  private look(plan: Plan): void {
    if (plan.op === 'join') {
      const [left, right] = [lineageOfPlan(plan.left), lineageOfPlan(plan.right)];
      for (const pair of plan.on) {
        const ends = [this.trace(pair.left, left), this.trace(pair.right, right)] as const;
        if (pair.compare === 'eq' && ends[0] && ends[1]) this.matches.push({ left: ends[0], right: ends[1] });
      }
      this.look(plan.left);
      this.look(plan.right);
      return;
    }
    if (plan.op === 'scan') return;
    if (plan.op === 'union') {
      for (const input of plan.inputs) this.look(input);
      return;
    }
    this.look(plan.input);
    const input = plan.op === 'window' || plan.op === 'aggregate' ? lineageOfPlan(plan.input) : undefined;
    if (!input) return;
    if (plan.op === 'aggregate')
      this.group(
        plan.keys.map(({ expr }) => expr),
        undefined,
        input,
      );
    if (plan.op === 'window')
      for (const { partitionBy, orderBy } of plan.columns) this.group(partitionBy, orderBy[0]?.expr, input);
  }

  private group(keys: readonly Expr[], order: Expr | undefined, input: RelationLineage): void {
    const points = keys.flatMap((key) => this.trace(key, input) ?? []);
    const [first] = points;
    if (!first) return;
    const by = order && this.trace(order, input);
    const names = points.filter(({ node }) => node === first.node).map(({ column }) => column);
    const grouping = { keys: [...new Set(names)], order: by?.node === first.node ? by.column : undefined };
    this.groupings.push({ dataset: first.node, grouping });
  }

  /** The one column of a pinned dataset that an expression is made of. */
  private trace(expr: Expr, input: RelationLineage): Point | undefined {
    if (expr.op !== 'col') return undefined;
    const sources = [...(input.columns.get(expr.name)?.sources.values() ?? [])];
    let points = sources.map(({ table, column }): Point => ({ node: table, column }));
    for (let round = 0; round < 100 && points.some(({ node }) => !this.pinned.has(node)); round++)
      points = points.flatMap((point) => (this.pinned.has(point.node) ? [point] : this.before(point)));
    const found = new Map(
      points.filter(({ node }) => this.pinned.has(node)).map((point) => [`${point.node} ${point.column}`, point]),
    );
    return found.size === 1 ? [...found.values()][0] : undefined;
  }

  private before(point: Point): Point[] {
    const sources = [...(this.lineage.made(point)?.sources.values() ?? [])];
    return sources
      .filter(({ influence, column }) => influence === 'value' && column !== ROWS)
      .map(({ table, column }) => ({ node: table, column }));
  }
}
