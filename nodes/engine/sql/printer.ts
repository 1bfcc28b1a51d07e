import { fail } from '../../contract/errors/index.ts';
import { type DataType, numericTypes, type Schema } from '../../contract/schema.ts';
import type { Dialect } from './dialect.ts';
import type { Expr } from './expr-tree.ts';
import type { Aggregate, Plan, WindowColumn } from './plan.ts';
import { schemaOfPlan } from './plan-schema.ts';
import { printAggregate, printWindowColumn } from './print-aggregate.ts';
import { printExpr, printOrder } from './print-expr.ts';
import { printJoin } from './print-join.ts';
import { blockOver, indent, isPlain, isPlainUnsorted, renderBlock, type SelectBlock } from './select-block.ts';

/** SQL relations (a view, `read_parquet(…)`) by the table names that the scans of a plan use. */
export type Bindings = Readonly<Record<string, string>>;

/** Prints a plan as one SELECT. Every column is qualified, so that aliases never shadow columns. */
export function printPlan(plan: Plan, dialect: Dialect, bindings: Bindings): string {
  return new PlanPrinter(dialect, bindings).print(plan);
}

/** Alias of the source of every block. */
const SOURCE = 't';

export class PlanPrinter {
  readonly dialect: Dialect;
  private readonly bindings: Bindings;

  constructor(dialect: Dialect, bindings: Bindings) {
    this.dialect = dialect;
    this.bindings = bindings;
  }

  print(plan: Plan): string {
    return this.render(this.block(plan));
  }

  /** A plan as something that can stand after FROM, without alias. */
  relation(plan: Plan): string {
    const block = this.block(plan);
    const isBare = plan.op === 'scan' && block.select === null;
    return isBare ? this.binding(plan.table) : `(\n${indent(this.render(block))}\n)`;
  }

  schema(plan: Plan): Schema {
    return schemaOfPlan(plan, this.dialect.typeOf);
  }

  private block(plan: Plan): SelectBlock {
    switch (plan.op) {
      case 'scan':
        return this.over(
          this.binding(plan.table),
          plan.schema.map((column) => column.name),
        );
      case 'project': {
        const block = this.open(plan.input, (input) => input.select === null && !input.distinct && !input.orderBy);
        block.select = plan.columns.map(({ name, expr }) => this.aliased(this.expr(expr), name));
        return this.named(
          block,
          plan.columns.map((column) => column.name),
        );
      }
      case 'filter': {
        const block = this.open(plan.input, (input) => isPlain(input) && !input.orderBy);
        block.where.push(this.expr(plan.where));
        return block;
      }
      case 'join':
        return this.named(
          this.over(printJoin(plan, this), []),
          plan.columns.map((column) => column.name),
        );
      case 'aggregate':
        return this.aggregate(plan);
      case 'window':
        return this.window(plan);
      case 'union':
        return this.union(plan);
      case 'unpivot':
        return this.unpivot(plan);
      case 'distinct':
        return this.distinct(plan);
      case 'sort': {
        const block = this.open(plan.input, (input) => isPlain(input) && !input.limit);
        block.orderBy = printOrder(plan.by, (expr) => this.expr(expr));
        return block;
      }
      case 'limit': {
        const block = this.open(plan.input, (input) => !input.limit);
        block.limit = `LIMIT ${plan.count}${plan.offset ? ` OFFSET ${plan.offset}` : ''}`;
        return block;
      }
      case 'sample':
        return this.sample(plan);
    }
  }

  /** Block of the input if nothing hinders adding to it, else a new block around it. */
  private open(input: Plan, canExtend: (block: SelectBlock) => boolean): SelectBlock {
    const block = this.block(input);
    if (canExtend(block)) return block;
    return this.over(`(\n${indent(this.render(block))}\n)`, block.columns);
  }

  private over(relation: string, columns: string[]): SelectBlock {
    return blockOver(`${relation} AS ${SOURCE}`, columns);
  }

  private aggregate(plan: Extract<Plan, { op: 'aggregate' }>): SelectBlock {
    const block = this.open(plan.input, isPlainUnsorted);
    const keys = plan.keys.map((key) => this.expr(key.expr));
    const print = (expr: Expr) => this.expr(expr);
    block.select = [
      ...plan.keys.map((key, index) => this.aliased(keys[index] ?? '', key.name)),
      ...plan.aggregates.map((item) =>
        this.aliased(printAggregate(item, print, this.sumType(item, plan.input)), item.name),
      ),
    ];
    block.groupBy = keys.length === 0 ? '' : `GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`;
    if (keys.length === 0 && plan.aggregates.length === 0) throw new Error('an aggregate needs a key or a result');
    return this.named(
      block,
      [...plan.keys, ...plan.aggregates].map((column) => column.name),
    );
  }

  private window(plan: Extract<Plan, { op: 'window' }>): SelectBlock {
    const block = this.open(plan.input, isPlainUnsorted);
    const print = (expr: Expr) => this.expr(expr);
    const added = plan.columns.map((column) =>
      this.aliased(printWindowColumn(column, print, this.sumType(column, plan.input)), column.name),
    );
    block.select = [...block.columns.map((name) => this.column(name)), ...added];
    return this.named(block, [...block.columns, ...plan.columns.map((column) => column.name)]);
  }

  private sumType(call: Aggregate | WindowColumn, input: Plan): string | undefined {
    if (call.fn !== 'sum' || call.arg === undefined) return undefined;
    const type = this.dialect.typeOf(call.arg, this.schema(input));
    return numericTypes.includes(type) && type !== 'decimal'
      ? this.dialect.typeName(sumTypes[type] ?? type)
      : undefined;
  }

  private union(plan: Extract<Plan, { op: 'union' }>): SelectBlock {
    const parts = plan.inputs.map((input, index) => {
      const present = new Map(this.schema(input).map((column) => [column.name, column.type]));
      const block = this.open(input, (open) => isPlainUnsorted(open));
      block.select = plan.schema.map(({ name, type }) => {
        const found = present.get(name);
        if (found === undefined) return this.aliased(this.dialect.literal({ op: 'lit', type, value: null }), name);
        return found === type
          ? this.column(name)
          : this.aliased(this.dialect.cast(this.column(name), type, false), name);
      });
      if (plan.originColumn) {
        const value = plan.originColumn.values[index] ?? '';
        const literal = this.dialect.literal({ op: 'lit', type: 'string', value });
        block.select.push(this.aliased(literal, plan.originColumn.name));
      }
      return this.render(block);
    });
    const names = [...plan.schema.map((column) => column.name), ...(plan.originColumn ? [plan.originColumn.name] : [])];
    return this.named(this.over(`(\n${indent(parts.join('\nUNION ALL\n'))}\n)`, names), names);
  }

  /** One scan: the names and values of a row are unnested side by side. */
  private unpivot(plan: Extract<Plan, { op: 'unpivot' }>): SelectBlock {
    const block = this.open(plan.input, isPlainUnsorted);
    const types = new Map(this.schema(plan.input).map((column) => [column.name, column.type]));
    const names = plan.columns.map((value) => this.dialect.literal({ op: 'lit', type: 'string', value }));
    const values = plan.columns.map((name) =>
      types.get(name) === plan.type ? this.column(name) : this.dialect.cast(this.column(name), plan.type, false),
    );
    block.select = [
      ...plan.keep.map((name) => this.column(name)),
      this.aliased(`unnest([${names.join(', ')}])`, plan.name),
      this.aliased(`unnest([${values.join(', ')}])`, plan.value),
    ];
    return this.named(block, [...plan.keep, plan.name, plan.value]);
  }

  private distinct(plan: Extract<Plan, { op: 'distinct' }>): SelectBlock {
    const block = this.open(plan.input, (input) => isPlain(input) && !input.limit);
    block.distinct = plan.keys ? `DISTINCT ON (${plan.keys.map((key) => this.column(key)).join(', ')}) ` : 'DISTINCT ';
    block.select = block.columns.map((name) => this.column(name));
    return block;
  }

  /** Rows are chosen by a hash of their content: the same rows for a seed, whatever their order and the number of threads. */
  private sample(plan: Extract<Plan, { op: 'sample' }>): SelectBlock {
    const block = this.open(plan.input, isPlainUnsorted);
    const { method } = plan;
    const hashed = method.kind === 'slice' && method.keys?.length ? method.keys : block.columns;
    const hash = `hash(${[...hashed.map((name) => this.column(name)), method.seed].join(', ')})`;
    if (method.kind === 'slice') {
      const [from, to] = [method.from, method.to].map((share) => Math.round(share * 1e6));
      block.where.push(`${hash} % 1000000 >= ${from} AND ${hash} % 1000000 < ${to}`);
    } else if (method.kind === 'rows') {
      block.orderBy = hash;
      block.limit = `LIMIT ${method.count}`;
    } else {
      block.where.push(`${hash} % 1000000 < ${Math.round(method.share * 1e6)}`);
    }
    return block;
  }

  private named(block: SelectBlock, columns: string[]): SelectBlock {
    const seen = new Map<string, string>();
    for (const name of columns) {
      const first = seen.get(name.toLowerCase());
      if (first !== undefined) throw fail('SQL_COLUMNS_CLASH', { first, second: name });
      seen.set(name.toLowerCase(), name);
    }
    block.columns = columns;
    return block;
  }

  private render(block: SelectBlock): string {
    return renderBlock(
      block,
      block.columns.map((name) => this.column(name)),
    );
  }

  private binding(table: string): string {
    const relation = this.bindings[table];
    if (relation === undefined) throw new Error(`no relation is bound to the table ${table}`);
    return relation;
  }

  private aliased(sql: string, name: string): string {
    const alias = this.dialect.identifier(name);
    return sql === `${SOURCE}.${alias}` ? sql : `${sql} AS ${alias}`;
  }

  private column(name: string): string {
    return `${SOURCE}.${this.dialect.identifier(name)}`;
  }

  private expr(expr: Expr): string {
    return printExpr(expr, this.dialect, (name) => this.column(name));
  }
}

const sumTypes: Partial<Record<DataType, DataType>> = { int: 'bigint' };
