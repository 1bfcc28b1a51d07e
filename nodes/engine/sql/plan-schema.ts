import type { Column, DataType, Schema } from '../../contract/schema.ts';
import type { TypeOf } from './dialect.ts';
import type { Expr } from './expr-tree.ts';
import type { Plan, Projection, WindowFunction } from './plan.ts';

/** Result type of an aggregate or window function over values of a type. */
export function aggregateType(fn: WindowFunction, argument: DataType | undefined): DataType {
  switch (fn) {
    case 'count':
    case 'count-distinct':
    case 'row-number':
    case 'rank':
    case 'dense-rank':
    case 'ntile':
      return 'bigint';
    case 'avg':
    case 'median':
    case 'quantile':
    case 'stddev':
      return 'double';
    case 'concat':
      return 'string';
    case 'sum':
      return argument === 'double' || argument === 'decimal' ? argument : 'bigint';
    default:
      return argument ?? 'string';
  }
}

/** Columns and types a plan yields. `typeOf` gives the type of a scalar expression. */
export function schemaOfPlan(plan: Plan, typeOf: TypeOf): Schema {
  const of = (part: Plan) => schemaOfPlan(part, typeOf);
  switch (plan.op) {
    case 'scan':
    case 'union':
      return withOrigin(plan);
    case 'project':
      return projected(plan.columns, of(plan.input), typeOf);
    case 'join':
      return joined(plan, { left: of(plan.left), right: of(plan.right) });
    case 'aggregate': {
      const input = of(plan.input);
      const results = plan.aggregates.map(({ name, fn, arg }) => ({ name, type: aggregated(fn, arg, input) }));
      return [...projected(plan.keys, input, typeOf), ...results];
    }
    case 'window': {
      const input = of(plan.input);
      return [...input, ...plan.columns.map(({ name, fn, arg }) => ({ name, type: aggregated(fn, arg, input) }))];
    }
    case 'unpivot': {
      const input = of(plan.input);
      const kept = plan.keep.flatMap((name) => input.find((column) => column.name === name) ?? []);
      return [...kept, { name: plan.name, type: 'string' }, { name: plan.value, type: plan.type }];
    }
    default:
      return of(plan.input);
  }

  function aggregated(fn: WindowFunction, arg: Expr | undefined, input: Schema): DataType {
    return aggregateType(fn, arg && typeOf(arg, input));
  }
}

function withOrigin(plan: Extract<Plan, { op: 'scan' | 'union' }>): Schema {
  if (plan.op === 'scan' || plan.originColumn === undefined) return plan.schema;
  return [...plan.schema, { name: plan.originColumn.name, type: 'string' }];
}

/** A bare column keeps its meaning and comment. */
function projected(columns: readonly Projection[], input: Schema, typeOf: TypeOf): Schema {
  return columns.map(({ name, expr }): Column => {
    const source = expr.op === 'col' ? input.find((column) => column.name === expr.name) : undefined;
    return source ? { ...source, name } : { name, type: typeOf(expr, input) };
  });
}

function joined(plan: Extract<Plan, { op: 'join' }>, sides: { left: Schema; right: Schema }): Schema {
  return plan.columns.map(({ name, side, column }) => {
    const source = sides[side].find((candidate) => candidate.name === column);
    if (source === undefined) throw new Error(`the ${side} side of the join has no column ${column}`);
    return { ...source, name };
  });
}
