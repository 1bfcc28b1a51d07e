import { usualSampleRows } from '../../contract/sample.ts';
import type { Schema } from '../../contract/schema.ts';
import { duckDb } from '../expr/dialect.ts';
import { planSchema } from '../expr/schema-of.ts';
import type { RecipeContext } from '../recipes/recipe-kind.ts';
import { printPlan } from '../sql/printer.ts';
import { currentRows } from './bind.ts';
import { outputPlan } from './output-plan.ts';
import type { FlowPorts } from './ports.ts';
import { sampleTables } from './sample-tables.ts';

import { type FlowStatus, isFresh, type NodeStatus, type RecipeStatus } from './status.ts';

interface Limited {
  sql: string;
  schema: Schema;
  /** In words, when not all rows are read. */
  sample: string | undefined;
}

/** The inputs of a recipe as a preview reads them. */
export interface PreviewInputs {
  context: RecipeContext;
  /** Dataset → SQL after FROM. */
  bindings: Record<string, string>;
  /** Which rows of the first input are read, in words, when not all. */
  sample: string | undefined;
}

interface PreviewReading {
  status: FlowStatus;
  ports: FlowPorts;
  signal?: AbortSignal;
  /** All rows instead of the first ones of the first input. */
  isWhole: boolean;
}

/** How far back a preview computes before it asks for a build. */
const deepest = 12;

/** Binds the inputs of a recipe to the rows there are; what is not built is computed from what it is made of. DATA_*. */
export class PreviewReader {
  private readonly reading: PreviewReading;

  constructor(reading: PreviewReading) {
    this.reading = reading;
  }

  async bind(result: RecipeStatus, depth = 0): Promise<PreviewInputs> {
    const { status } = this.reading;
    const bindings: Record<string, string> = {};
    const inputs: Record<string, RecipeContext['inputs'][string]> = {};
    let sample: string | undefined;
    let isFirst = true;
    for (const [role, list] of Object.entries(result.context?.inputs ?? {})) {
      const bound: { id: string; name: string; schema: Schema }[] = [];
      for (const item of list) {
        const rows = await this.rowsOf(status.nodes.get(item.id)!, { isMain: isFirst, depth });
        isFirst = false;
        bindings[item.id] ??= rows.sql;
        sample ??= rows.sample;
        bound.push({ ...item, schema: rows.schema });
      }
      inputs[role] = bound;
    }
    return { context: { ...result.context!, inputs }, bindings, sample };
  }

  private async rowsOf(node: NodeStatus, { isMain, depth }: { isMain: boolean; depth: number }): Promise<Limited> {
    const { status, ports, signal, isWhole } = this.reading;
    const producer = node.producer === undefined ? undefined : status.recipes.get(node.producer);
    const canCompute =
      producer?.kind?.plan && producer.context && !producer.problems.some((each) => each.severity === 'error');
    if (canCompute && !isFresh(node) && depth < deepest) {
      const inner = await this.bind(producer, depth + 1);
      const plan = outputPlan(producer, inner.context, node.id);
      return {
        sql: `(\n${printPlan(plan, duckDb, inner.bindings)}\n)`,
        schema: planSchema(plan),
        sample: inner.sample,
      };
    }
    const { storage, session } = ports;
    const rows = await currentRows(node, { storage, session, ...(signal && { signal }) });
    if (isWhole || !isMain || (rows.rows !== null && rows.rows <= usualSampleRows))
      return { sql: rows.sql, schema: rows.schema, sample: undefined };
    const words = `first ${usualSampleRows.toLocaleString('en')} rows of “${node.name}”`;
    const select = `SELECT * FROM ${rows.sql} LIMIT ${usualSampleRows}`;
    return { sql: await sampleTables(session).find(rows.key, select), schema: rows.schema, sample: words };
  }
}
