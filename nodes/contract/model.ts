import { z } from 'zod';

export const Task = z.enum(['binary', 'multiclass', 'regression']);
export type Task = z.infer<typeof Task>;

/** How one input column becomes numbers of the model's input matrix. */
export const FeatureColumn = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('numeric'),
    name: z.string(),
    /** Value for a missing cell; null leaves it missing (NaN) for models that handle missing values. */
    impute: z.number().nullable(),
    /** (value - mean) / sd, for linear models; null leaves the value. */
    scale: z.object({ mean: z.number(), sd: z.number() }).nullable(),
  }),
  z.object({
    kind: z.literal('category'),
    name: z.string(),
    /** `ordinal`: one matrix column with the category's index, unseen and missing are NaN; `onehot`: one column a category. */
    encoding: z.enum(['ordinal', 'onehot']),
    categories: z.array(z.string()),
  }),
]);
export type FeatureColumn = z.infer<typeof FeatureColumn>;

/** `features.json`: the declarative spec from named columns to the float32 matrix that `model.onnx` takes. */
export const FeatureSpec = z.object({
  version: z.literal(1),
  task: Task,
  target: z.string(),
  /** Class labels in the order of the probabilities; empty for regression. */
  classes: z.array(z.string()),
  columns: z.array(FeatureColumn),
  /** Decision threshold on the probability of `classes[1]`, binary only. */
  threshold: z.number().nullable(),
});
export type FeatureSpec = z.infer<typeof FeatureSpec>;
