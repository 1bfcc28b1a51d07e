import { z } from 'zod';
import { ProblemShape } from './flow.ts';

/** `value`: goes into the values. `rows`: decides which rows there are, their order or their grouping. */
export const influences = ['value', 'rows'] as const;
export const Influence = z.enum(influences);
export type Influence = z.infer<typeof Influence>;

/** A column of a dataset. `column` is null for a model as a whole, `*` for “which rows there are” of a dataset. */
export const LineagePoint = z.object({ node: z.string(), column: z.string().nullable() });
export type LineagePoint = z.infer<typeof LineagePoint>;

/** One operation that made the values, in words or as a formula. */
export const LineageStep = z.object({
  text: z.string(),
  /** `formula`, `filter`, `join`, `group`, `window` … */
  kind: z.string(),
  /** Id of the prepare step. */
  step: z.string().nullable(),
});
export type LineageStep = z.infer<typeof LineageStep>;

/** A point on the way, and how it was made. */
export const LineageHop = LineagePoint.extend({
  /** Name of the dataset or model. */
  name: z.string(),
  type: z.enum(['dataset', 'model']),
  /** Recipe that makes it; null for files and what nothing makes. */
  recipe: z.string().nullable(),
  /** Recipes between here and the column that was asked about. */
  distance: z.number().int(),
  /** The strongest influence on the way: `rows` when every path goes through the choice of rows. */
  influence: Influence,
  /** Points it is made of; of those upstream as far as they influence, of those downstream as far as they are influenced. */
  from: z.array(LineagePoint.extend({ influence: Influence })),
  how: z.array(LineageStep),
});
export type LineageHop = z.infer<typeof LineageHop>;

/** Something outside the flow that looks at a column. */
export const LineageUse = z.object({
  kind: z.enum(['chart', 'rule', 'card', 'endpoint', 'test']),
  /** Id of the dashboard, dataset of the rule or statistics card, service or test. */
  id: z.string(),
  /** Page and tile, rule, card, endpoint. */
  part: z.string(),
  label: z.string(),
  node: z.string(),
  column: z.string(),
  influence: Influence,
});
export type LineageUse = z.infer<typeof LineageUse>;

export const ColumnLineage = z.object({
  /** The point that was asked about, with the recipe and the steps that made it. */
  origin: LineageHop,
  /** Nearest first. */
  upstream: z.array(LineageHop),
  downstream: z.array(LineageHop),
  uses: z.array(LineageUse),
});
export type ColumnLineage = z.infer<typeof ColumnLineage>;

/** What would break if a column were no longer there. */
export const ColumnImpact = z.object({
  /** Recipes that could not run, with the message they would show. */
  broken: z.array(z.object({ recipe: z.string(), name: z.string(), problem: ProblemShape })),
  /** Datasets and models that could not be made any more. */
  blocked: z.array(z.string()),
  /** Datasets that would lose columns without anything breaking. */
  lost: z.array(z.object({ dataset: z.string(), name: z.string(), columns: z.array(z.string()) })),
  /** Models that would be trained without the column. */
  retrained: z.array(z.string()),
  /** Charts, rules, statistics, endpoints and tests that look at a column which would be gone, or at data that could not be made. */
  uses: z.array(LineageUse),
});
export type ColumnImpact = z.infer<typeof ColumnImpact>;
