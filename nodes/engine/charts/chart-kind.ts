import type { KindIdentity } from '../../contract/catalog.ts';
import type { Chart, ChartKindId, ChartOption, Well } from '../../contract/project/index.ts';
import type { Schema } from '../../contract/schema.ts';
import type { Plan } from '../sql/plan.ts';
import type { Cut, RunPlan } from './bins.ts';

/** What a kind of chart reads with. */
export interface ChartContext {
  chart: Chart;
  /** Columns of the dataset. */
  schema: Schema;
  /** Its rows, filtered. */
  rows: Plan;
  run: RunPlan;
}

export interface ChartTable {
  schema: Schema;
  columns: unknown[][];
}

/** The data of a chart: what it draws, never more. */
export interface ChartData extends ChartTable {
  /** How many rows or groups there are before the limit, when known. */
  total?: number | null;
  /** Which of them are shown, in words. */
  sample?: string;
  bins?: Record<string, Cut>;
  parts?: Record<string, ChartTable>;
}

/** A kind of chart: what it takes, and the queries that give what it draws. */
export interface ChartKind extends KindIdentity {
  readonly id: ChartKindId;
  readonly wells: readonly Well[];
  readonly options: readonly ChartOption[];
  /** Settings with which it can be drawn of any table with a time, a text, three numbers and a truth. */
  readonly example: Partial<Chart>;
  /** Reads the data by queries of the plan layer. CHART_COLUMN_UNKNOWN. */
  read(context: ChartContext): Promise<ChartData>;
}

/** A kind as written in its file. */
export const chartKind = (kind: Omit<ChartKind, 'keywords'> & { keywords?: readonly string[] }): ChartKind => ({
  keywords: [],
  ...kind,
});
