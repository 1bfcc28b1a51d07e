import { isAppError } from '../../base/app-error.ts';
import type { Problem } from '../../base/problem.ts';
import type { JoinMatches } from '../../contract/flow.ts';
import type { Recipe } from '../../contract/project/index.ts';
import { explainReadError } from '../data/read-error.ts';
import { duckDb } from '../expr/dialect.ts';
import { type JoinSettings, joinSides } from '../recipes/join-plan.ts';
import { problemOf } from '../recipes/recipe-kind.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Plan } from '../sql/plan.ts';
import { printPlan } from '../sql/printer.ts';
import { checkRecipe } from './evaluate.ts';
import type { FlowPorts } from './ports.ts';
import { PreviewReader } from './preview-input.ts';
import type { FlowStatus } from './status.ts';

type Join = ReturnType<typeof joinSides>;

const col = (name: string): Expr => ({ op: 'col', name });
const call = (fn: string, ...args: Expr[]): Expr => ({ op: 'call', fn, args });
const int = (value: number): Expr => ({ op: 'lit', type: 'bigint', value: String(value) });
const matches = '#matches';
const row = '#row';

/** How many keys without a match are named. */
const exampleKeys = 5;

interface MatchesInput {
  recipe: Recipe;
  join: number;
  sample?: 'head' | 'all';
  signal?: AbortSignal;
}

/**
 * How the rows of the two sides of a join find each other, computed without making the joined rows where keys are equal.
 * On a sample the first rows of the first input are looked at, against all rows of the other inputs.
 */
export async function joinMatches(
  input: MatchesInput,
  status: FlowStatus,
  ports: FlowPorts,
): Promise<{ matches: JoinMatches | null; problems: Problem[] }> {
  const result = checkRecipe(input.recipe, status);
  const problems = result.problems.filter(({ severity }) => severity === 'error');
  if (!result.context || !result.settings || result.recipe.kind !== 'join') return { matches: null, problems };
  const { signal } = input;
  try {
    const reader = new PreviewReader({ status, ports, isWhole: input.sample === 'all', ...(signal && { signal }) });
    const { context, bindings, sample } = await reader.bind(result);
    const join = joinSides(result.settings as JoinSettings, context, input.join);
    const ask = async (plan: Plan) => {
      const { columns, rowCount } = await ports.session.query(
        printPlan(plan, duckDb, bindings),
        signal ? { signal } : {},
      );
      return Array.from({ length: rowCount }, (_, at) => columns.map((column) => column[at] ?? null));
    };
    return { matches: await measured(join, ask, sample), problems: [] };
  } catch (error) {
    const explained = explainReadError(error);
    if (!isAppError(explained) || explained.code === 'ABORTED') throw explained;
    return { matches: null, problems: [problemOf(explained)] };
  }
}

type Ask = (plan: Plan) => Promise<unknown[][]>;

async function measured(join: Join, ask: Ask, sample: string | undefined): Promise<JoinMatches> {
  const counted = join.kind === 'cross' ? await crossCounts(join, ask) : leftCounts(join);
  const [figures = []] = await ask(summary(counted));
  const [rows = 0, matched = 0, multiplied = 0, pairs = 0, most = 0] = figures.map((value) => Number(value ?? 0));
  const isAll = sample === undefined;
  const [right = []] = isAll && join.kind !== 'cross' ? await ask(summary(leftCounts(swapped(join)))) : [];
  const sides = isAll && join.kind !== 'cross' ? { rows: Number(right[0]), matched: Number(right[1]) } : null;
  const examples = join.kind === 'cross' ? [] : await ask(unmatchedKeys(join));
  return {
    left: { rows, matched, multiplied: join.kind === 'asof' ? 0 : multiplied, most: join.kind === 'asof' ? 1 : most },
    right: sides,
    result: resultRows(join.kind, { rows, matched, pairs, right: sides }),
    sample: sample ?? 'all rows',
    examples: examples.map((cells) => ({
      key: cells.slice(0, -1).map((cell) => (cell === null ? null : String(cell))),
      rows: Number(cells.at(-1)),
    })),
  };
}

interface Counted {
  rows: number;
  matched: number;
  pairs: number;
  right: { rows: number; matched: number } | null;
}

function resultRows(kind: Join['kind'], { rows, matched, pairs, right }: Counted): number {
  const lonely = right ? right.rows - right.matched : 0;
  switch (kind) {
    case 'left':
      return pairs + rows - matched;
    case 'right':
      return pairs + lonely;
    case 'full':
      return pairs + rows - matched + lonely;
    case 'left-anti':
      return rows - matched;
    case 'right-anti':
      return lonely;
    case 'asof':
      return rows;
    default:
      return pairs;
  }
}

const swappedCompare = { eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' } as const;

function swapped(join: Join): Join {
  const on = join.on.map(({ left, right, compare }) => ({
    left: right,
    right: left,
    compare: swappedCompare[compare],
  }));
  return { ...join, left: join.right, right: join.left, on };
}

/** One row a left row with the number of its matches, empty for none. */
function leftCounts(join: Join): Plan {
  return join.on.every(({ compare }) => compare === 'eq') ? countsByKey(join) : countsByRow(join);
}

/** Equal keys: the right side is counted by its keys first, so that no pair is ever made. */
function countsByKey(join: Join): Plan {
  const keys = join.on.map(({ right }, index) => ({ name: `#key${index}`, expr: right }));
  const counted: Plan = {
    op: 'aggregate',
    input: join.right,
    keys,
    aggregates: [{ name: matches, fn: 'count' }],
  };
  return {
    op: 'join',
    kind: 'left',
    left: join.left,
    right: counted,
    on: join.on.map(({ left }, index) => ({ left, right: col(`#key${index}`), compare: 'eq' })),
    columns: [{ name: matches, side: 'right', column: matches }],
  };
}

/** Other comparisons: left rows are numbered and their pairs counted. */
function countsByRow(join: Join): Plan {
  const numbered: Plan = {
    op: 'window',
    input: join.left,
    columns: [{ name: row, fn: 'row-number', partitionBy: [], orderBy: [] }],
  };
  const used = join.on.flatMap(({ right }, index) => ({ name: `#key${index}`, expr: right }));
  const marked: Plan = { op: 'project', input: join.right, columns: [...used, { name: matches, expr: int(1) }] };
  const pairs: Plan = {
    op: 'join',
    kind: 'left',
    left: numbered,
    right: marked,
    on: join.on.map(({ left, compare }, index) => ({ left, right: col(`#key${index}`), compare })),
    columns: [
      { name: row, side: 'left', column: row },
      { name: matches, side: 'right', column: matches },
    ],
  };
  return {
    op: 'aggregate',
    input: pairs,
    keys: [{ name: row, expr: col(row) }],
    aggregates: [{ name: matches, fn: 'sum', arg: col(matches) }],
  };
}

async function crossCounts(join: Join, ask: Ask): Promise<Plan> {
  const count = { name: 'rows', fn: 'count' } as const;
  const [[rows] = []] = await ask({ op: 'aggregate', input: join.right, keys: [], aggregates: [count] });
  return { op: 'project', input: join.left, columns: [{ name: matches, expr: int(Number(rows ?? 0)) }] };
}

/** Rows, rows with a match, rows with several, pairs, most matches of a row. */
function summary(counted: Plan): Plan {
  const several = call('gt', col(matches), int(1));
  return {
    op: 'aggregate',
    input: counted,
    keys: [],
    aggregates: [
      { name: 'rows', fn: 'count' },
      { name: 'matched', fn: 'count', arg: col(matches) },
      { name: 'multiplied', fn: 'count', where: several },
      { name: 'pairs', fn: 'sum', arg: col(matches) },
      { name: 'most', fn: 'max', arg: col(matches) },
    ],
  };
}

/** Keys of left rows without a match, with their numbers of rows. */
function unmatchedKeys(join: Join): Plan {
  const keyed: Plan = {
    op: 'project',
    input: join.left,
    columns: join.on.map(({ left }, index) => ({ name: `#key${index}`, expr: left })),
  };
  const lonely: Plan = {
    ...join,
    kind: 'left-anti',
    left: keyed,
    on: join.on.map(({ right, compare }, index) => ({ left: col(`#key${index}`), right, compare })),
    columns: join.on.map((_, index) => ({ name: `#key${index}`, side: 'left' as const, column: `#key${index}` })),
  };
  const counted: Plan = {
    op: 'aggregate',
    input: lonely,
    keys: join.on.map((_, index) => ({ name: `#key${index}`, expr: col(`#key${index}`) })),
    aggregates: [{ name: 'rows', fn: 'count' }],
  };
  const by = [
    { expr: col('rows'), descending: true },
    ...join.on.map((_, index) => ({ expr: col(`#key${index}`), descending: false })),
  ];
  return { op: 'limit', input: { op: 'sort', input: counted, by }, count: exampleKeys };
}
