import type { Schema } from '../../contract/schema.ts';
import { collectColumns } from './expr-columns.ts';
import type { Stage } from './program.ts';

/**
 * Leaves out every column that no feature depends on, from the last stage to the first. `required`: the raw columns that
 * are left. Columns keep their order.
 */
export function pruneStages(
  stages: readonly Stage[],
  ends: { raw: Schema; features: readonly string[] },
): { stages: Stage[]; required: string[]; features: Schema } {
  const last = stages.at(-1)?.schema ?? ends.raw;
  let needed = new Set(ends.features);
  const features = last.filter((column) => needed.has(column.name));
  const kept: Stage[] = [];
  for (const stage of stages.toReversed()) {
    const before = new Set<string>();
    const pruned = pruneStage(stage, needed, before);
    needed = before;
    kept.unshift(pruned);
  }
  return {
    stages: kept,
    required: ends.raw.filter((column) => needed.has(column.name)).map((column) => column.name),
    features,
  };
}

/** The stage with only the needed columns; adds what it reads to `before`. */
function pruneStage(stage: Stage, needed: ReadonlySet<string>, before: Set<string>): Stage {
  const schema = stage.schema.filter((column) => needed.has(column.name));
  switch (stage.op) {
    case 'project': {
      const columns = stage.columns.filter((column) => needed.has(column.name));
      for (const column of columns) collectColumns(column.expr, before);
      return { ...stage, columns, schema };
    }
    case 'lookup': {
      const columns = stage.columns.filter((column) => needed.has(column.name));
      for (const column of columns) if (column.from === 'live') before.add(column.column);
      if (columns.some((column) => column.from === 'table')) for (const key of stage.keys) collectColumns(key, before);
      return { ...stage, columns, schema };
    }
    case 'window': {
      const kept = stage.columns.flatMap((column, index) =>
        needed.has(column.name) ? [{ column, history: stage.history[index]! }] : [],
      );
      const made = new Set(stage.columns.map((column) => column.name));
      for (const column of schema) if (!made.has(column.name)) before.add(column.name);
      for (const { column } of kept) {
        for (const expr of [
          ...column.partitionBy,
          ...column.orderBy.map((order) => order.expr),
          ...(column.arg ? [column.arg] : []),
        ]) {
          collectColumns(expr, before);
        }
      }
      return { ...stage, columns: kept.map((one) => one.column), history: kept.map((one) => one.history), schema };
    }
  }
}
