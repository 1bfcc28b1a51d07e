import type { LineageStep } from '../../../contract/lineage.ts';
import type { Expr } from '../../sql/expr-tree.ts';
import type { OrderBy, Plan, Projection } from '../../sql/plan.ts';
import { formulaOf } from '../formula-of.ts';
import { aggregateWords, list, orderWords, short, windowWords } from './plan-words.ts';
import {
  asRows,
  type Made,
  noSources,
  type RelationLineage,
  ROWS,
  type Sources,
  sourceOf,
  steps,
  unite,
} from './relation-lineage.ts';

type PlanOf<Op extends Plan['op']> = Extract<Plan, { op: Op }>;

/** Where every column of a plan comes from, in terms of the tables it scans. Pure; takes no rows. */
export function lineageOfPlan(plan: Plan): RelationLineage {
  switch (plan.op) {
    case 'scan':
      return scanned(plan);
    case 'project': {
      const input = lineageOfPlan(plan.input);
      return { columns: projected(plan.columns, input), rows: input.rows };
    }
    case 'filter':
      return filtered(plan);
    case 'join':
      return joined(plan);
    case 'aggregate':
      return aggregated(plan);
    case 'window':
      return windowed(plan);
    case 'unpivot':
      return unpivoted(plan);
    case 'union':
      return stacked(plan);
    case 'distinct': {
      const input = lineageOfPlan(plan.input);
      const keys = plan.keys ?? [...input.columns.keys()];
      const text = plan.keys ? `one row for each ${list(plan.keys)}` : 'each row once';
      return decided(input, named(keys, input), step('distinct', text));
    }
    case 'sort': {
      const input = lineageOfPlan(plan.input);
      return decided(input, ordered(plan.by, input), step('sort', `in order of ${orderWords(plan.by)}`));
    }
    case 'limit': {
      const from = plan.offset ? `after the first ${plan.offset.toLocaleString('en')}` : '';
      const text = `the first ${plan.count.toLocaleString('en')} rows ${from}`.trim();
      return decided(lineageOfPlan(plan.input), noSources, step('limit', text));
    }
    case 'sample':
      return sampled(plan);
  }
}

const step = (kind: string, text: string): LineageStep => ({ kind, text: short(text), step: null });

function scanned({ table, schema }: PlanOf<'scan'>): RelationLineage {
  const columns = schema.map(({ name }): [string, Made] => [name, { sources: sourceOf(table, name), how: [] }]);
  return { columns: new Map(columns), rows: { sources: sourceOf(table, ROWS, 'rows'), how: [] } };
}

/** The same columns, with more that decides which rows there are. */
function decided(input: RelationLineage, by: Sources, how: LineageStep): RelationLineage {
  const { columns, rows } = input;
  return { columns, rows: { sources: unite(rows.sources, asRows(by)), how: steps(rows.how, [how]) } };
}

function projected(columns: readonly Projection[], input: RelationLineage): Map<string, Made> {
  return new Map(columns.map(({ name, expr }) => [name, projectedColumn(name, expr, input)]));
}

function projectedColumn(name: string, expr: Expr, input: RelationLineage): Made {
  const made = madeOf(expr, input);
  if (expr.op !== 'col') return { ...made, how: steps(made.how, [step('formula', formulaOf(expr))]) };
  return expr.name === name ? made : { ...made, how: steps(made.how, [step('rename', `renamed from ${expr.name}`)]) };
}

function filtered(plan: PlanOf<'filter'>): RelationLineage {
  const input = lineageOfPlan(plan.input);
  return decided(input, madeOf(plan.where, input).sources, step('filter', `where ${formulaOf(plan.where)}`));
}

function joined(plan: PlanOf<'join'>): RelationLineage {
  const sides = { left: lineageOfPlan(plan.left), right: lineageOfPlan(plan.right) };
  const { left, right } = sides;
  const compare = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;
  const on = plan.on.map((pair) => `${formulaOf(pair.left)} ${compare[pair.compare]} ${formulaOf(pair.right)}`);
  const matching = asRows(
    unite(...plan.on.flatMap((pair) => [madeOf(pair.left, left).sources, madeOf(pair.right, right).sources])),
  );
  const how = step('join', on.length === 0 ? 'joined with every row' : `matched where ${on.join(' and ')}`);
  const optional = { left: ['right', 'full'].includes(plan.kind), right: ['left', 'full', 'asof'].includes(plan.kind) };
  const columns = plan.columns.map(({ name, side, column }): [string, Made] => {
    const made = sides[side].columns.get(column) ?? { sources: noSources, how: [] };
    const renamed = name === column ? [] : [step('rename', `renamed from ${column}`)];
    if (!optional[side]) return [name, { ...made, how: steps(made.how, renamed) }];
    return [name, { sources: unite(made.sources, matching), how: steps(made.how, [how], renamed) }];
  });
  const sources = unite(left.rows.sources, right.rows.sources, matching);
  return { columns: new Map(columns), rows: { sources, how: steps(left.rows.how, right.rows.how, [how]) } };
}

function aggregated(plan: PlanOf<'aggregate'>): RelationLineage {
  const input = lineageOfPlan(plan.input);
  const keys = projected(plan.keys, input);
  const grouping = asRows(unite(...[...keys.values()].map(({ sources }) => sources)));
  const each = plan.keys.map(({ name }) => name);
  const results = plan.aggregates.map((item): [string, Made] => {
    const made = item.arg ? madeOf(item.arg, input) : { sources: counted(input), how: [] };
    const chosen = item.where ? asRows(madeOf(item.where, input).sources) : noSources;
    const sources = unite(made.sources, grouping, ordered(item.orderBy ?? [], input), chosen);
    return [item.name, { sources, how: steps(made.how, [step('group', aggregateWords(item, each))]) }];
  });
  const text = each.length === 0 ? 'all rows as one' : `one row for each ${list(each)}`;
  return {
    columns: new Map([...keys, ...results]),
    rows: { sources: unite(input.rows.sources, grouping), how: steps(input.rows.how, [step('group', text)]) },
  };
}

function windowed(plan: PlanOf<'window'>): RelationLineage {
  const input = lineageOfPlan(plan.input);
  const added = plan.columns.map((item): [string, Made] => {
    const made = item.arg ? madeOf(item.arg, input) : { sources: counted(input), how: [] };
    const around = unite(...item.partitionBy.map((expr) => madeOf(expr, input).sources));
    const sources = unite(made.sources, asRows(around), ordered(item.orderBy, input));
    return [item.name, { sources, how: steps(made.how, [step('window', windowWords(item))]) }];
  });
  return { columns: new Map([...input.columns, ...added]), rows: input.rows };
}

/** The value of a row comes from one of the columns, its name from none. */
function unpivoted(plan: PlanOf<'unpivot'>): RelationLineage {
  const input = lineageOfPlan(plan.input);
  const kept = plan.keep.map((name): [string, Made] => [
    name,
    input.columns.get(name) ?? { sources: noSources, how: [] },
  ]);
  const how = [step('unpivot', `the columns ${list(plan.columns)}, one row each`)];
  const value = { sources: named(plan.columns, input), how };
  const columns = new Map([...kept, [plan.name, { sources: noSources, how }] as const, [plan.value, value] as const]);
  return { columns, rows: { sources: input.rows.sources, how: steps(input.rows.how, how) } };
}

function stacked(plan: PlanOf<'union'>): RelationLineage {
  const inputs = plan.inputs.map(lineageOfPlan);
  const columns = plan.schema.map(({ name }): [string, Made] => {
    const parts = inputs.flatMap((input) => input.columns.get(name) ?? []);
    return [
      name,
      { sources: unite(...parts.map((part) => part.sources)), how: steps(...parts.map((part) => part.how)) },
    ];
  });
  const origin = plan.originColumn;
  if (origin) columns.push([origin.name, { sources: noSources, how: [step('stack', 'where the row comes from')] }]);
  const stack = inputs.length > 1 ? [step('stack', `the rows of ${inputs.length} inputs, one below the other`)] : [];
  const sources = unite(...inputs.map((input) => input.rows.sources));
  return { columns: new Map(columns), rows: { sources, how: steps(...inputs.map((input) => input.rows.how), stack) } };
}

/** Without keys rows are drawn by a hash of all they hold. */
function sampled(plan: PlanOf<'sample'>): RelationLineage {
  const input = lineageOfPlan(plan.input);
  const { method } = plan;
  const keys = method.kind === 'slice' && method.keys?.length ? method.keys : [...input.columns.keys()];
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  const size =
    method.kind === 'rows'
      ? `${method.count.toLocaleString('en')} rows`
      : percent(method.kind === 'share' ? method.share : method.to - method.from);
  return decided(input, named(keys, input), step('sample', `${size}, drawn at random`));
}

/** A number of rows is a value that the rows themselves make. */
function counted(input: RelationLineage): Sources {
  return new Map([...input.rows.sources].map(([key, source]) => [key, { ...source, influence: 'value' as const }]));
}

function madeOf(expr: Expr, input: RelationLineage): Made {
  const found = columnsIn(expr).map((name) => input.columns.get(name) ?? { sources: noSources, how: [] });
  return { sources: unite(...found.map((made) => made.sources)), how: steps(...found.map((made) => made.how)) };
}

function named(names: readonly string[], input: RelationLineage): Sources {
  return unite(...names.map((name) => input.columns.get(name)?.sources ?? noSources));
}

function ordered(by: readonly OrderBy[], input: RelationLineage): Sources {
  return asRows(unite(...by.map(({ expr }) => madeOf(expr, input).sources)));
}

/** Columns that an expression reads, each once, in order. */
export function columnsIn(expr: Expr): string[] {
  const found = new Set<string>();
  const visit = (part: Expr): void => {
    if (part.op === 'col') found.add(part.name);
    else if (part.op === 'cast') visit(part.arg);
    else if (part.op === 'call') part.args.forEach(visit);
    else if (part.op === 'case') {
      for (const branch of part.when) {
        visit(branch.if);
        visit(branch.then);
      }
      visit(part.else);
    }
  };
  visit(expr);
  return [...found];
}
