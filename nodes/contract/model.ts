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
    /** (value - mean) / sd, for linear models and for numbers too large for float32; null leaves the value. */
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

/** What the user decides about one column; columns not named are handled automatically. */
export const FeatureChoice = z.object({
  column: z.string().min(1),
  use: z.enum(['input', 'reject']).default('input'),
  kind: z.enum(['auto', 'numeric', 'category']).default('auto'),
});
export type FeatureChoice = z.infer<typeof FeatureChoice>;

export const SplitSettings = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('random'),
    testShare: z.number().gt(0).lt(1).default(0.2),
    seed: z.number().int().default(1),
  }),
  z.object({
    kind: z.literal('time'),
    /** Rows are ordered by this column; the latest are the test. It is not itself a feature unless chosen. */
    column: z.string().min(1),
    testShare: z.number().gt(0).lt(1).default(0.2),
    /** Rows at or after this time (number or ISO date) are the test; replaces `testShare`. */
    from: z.union([z.number(), z.string()]).optional(),
  }),
]);
export type SplitSettings = z.infer<typeof SplitSettings>;

export const GradientBoostingSettings = z.object({
  id: z.literal('gradient-boosting'),
  /** Boosting rounds at most; multiclass grows one tree a class in each round. */
  trees: z.number().int().min(1).max(5000).default(300),
  leaves: z.number().int().min(2).max(256).default(31),
  learningRate: z.number().gt(0).max(1).default(0.08),
  /** 0 = no limit. */
  maxDepth: z.number().int().min(0).max(64).default(0),
  minLeafRows: z.number().int().min(1).default(20),
  l2: z.number().min(0).default(1),
  /** Least gain that justifies a split. */
  minGain: z.number().min(0).default(0),
  bins: z.number().int().min(4).max(255).default(255),
  /** Stop after this many rounds without improvement on an inner validation part; 0 = never. */
  earlyStoppingRounds: z.number().int().min(0).default(20),
  /** Share of the training rows set aside for early stopping. */
  validationShare: z.number().gt(0).max(0.5).default(0.1),
  /** Share of rows, and of features, drawn anew for each tree. */
  subsample: z.number().gt(0).max(1).default(1),
  featureShare: z.number().gt(0).max(1).default(1),
  /** Number columns with which the prediction (binary: the probability of the positive class) must never fall, or never rise. */
  increasing: z.array(z.string()).default([]),
  decreasing: z.array(z.string()).default([]),
});
export type GradientBoostingSettings = z.infer<typeof GradientBoostingSettings>;

/** Logistic regression for classes, linear regression for numbers. */
export const LinearSettings = z.object({
  id: z.literal('linear'),
  /** Strength of the penalty; 0 = none. The loss is the mean over rows, the features are standardised. */
  penalty: z.number().min(0).default(0.0001),
  /** Share of the penalty that is L1 (0 = ridge, 1 = lasso, between = elastic net). */
  l1Ratio: z.number().min(0).max(1).default(0),
  maxIterations: z.number().int().min(1).max(10_000).default(300),
  /** Stop when the gradient's largest component is below this. */
  tolerance: z.number().gt(0).default(1e-5),
});
export type LinearSettings = z.infer<typeof LinearSettings>;

export const AlgorithmSettings = z.discriminatedUnion('id', [GradientBoostingSettings, LinearSettings]);
export type AlgorithmSettings = z.infer<typeof AlgorithmSettings>;

export const ThresholdSettings = z.object({
  metric: z.enum(['f1', 'mcc', 'accuracy', 'cost', 'fixed']).default('f1'),
  /** The threshold itself, for `fixed`. */
  value: z.number().min(0).max(1).optional(),
  /** Cost of each kind of error, for `cost`. */
  costs: z.object({ falsePositive: z.number().min(0), falseNegative: z.number().min(0) }).optional(),
});
export type ThresholdSettings = z.infer<typeof ThresholdSettings>;

/** Everything a training needs besides the rows. */
export const TrainSettings = z.object({
  task: Task,
  target: z.string().min(1),
  /** The class whose probability is thresholded, binary only; default: the last in order. */
  positive: z.string().optional(),
  /** Column choices; omitted = automatic for all columns. */
  features: z.array(FeatureChoice).optional(),
  split: SplitSettings.default({ kind: 'random', testShare: 0.2, seed: 1 }),
  algorithm: AlgorithmSettings.default(GradientBoostingSettings.parse({ id: 'gradient-boosting' })),
  classWeights: z.enum(['none', 'balanced']).default('none'),
  threshold: ThresholdSettings.default({ metric: 'f1' }),
  seed: z.number().int().default(1),
  /** A category column with more values keeps the most frequent ones. */
  maxCategories: z.number().int().min(2).max(254).default(200),
});
export type TrainSettings = z.infer<typeof TrainSettings>;

const Point = z.object({ x: z.number(), y: z.number() });
/** `matrix[actual][predicted]` = rows. */
export const ConfusionMatrix = z.object({ classes: z.array(z.string()), matrix: z.array(z.array(z.number())) });
export type ConfusionMatrix = z.infer<typeof ConfusionMatrix>;

export const BinaryEvaluation = z.object({
  task: z.literal('binary'),
  rows: z.number(),
  positives: z.number(),
  positive: z.string(),
  threshold: z.number(),
  /** Null where it cannot be computed, e.g. AUC with one class only. */
  metrics: z.object({
    auc: z.number().nullable(),
    prAuc: z.number().nullable(),
    logLoss: z.number(),
    brier: z.number(),
    accuracy: z.number(),
    precision: z.number(),
    recall: z.number(),
    f1: z.number(),
    mcc: z.number(),
  }),
  confusion: ConfusionMatrix,
  thresholdCurve: z.array(
    z.object({
      threshold: z.number(),
      precision: z.number(),
      recall: z.number(),
      f1: z.number(),
      mcc: z.number(),
      accuracy: z.number(),
      flaggedShare: z.number(),
    }),
  ),
  /** x = false positive rate, y = true positive rate. */
  roc: z.array(Point),
  /** x = recall, y = precision. */
  pr: z.array(Point),
  /** x = share of rows flagged, highest score first; y = share of positives caught. */
  gains: z.array(Point),
  calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), rows: z.number() })),
  /** Share of each class whose score falls in the bin. */
  density: z.array(z.object({ from: z.number(), to: z.number(), negative: z.number(), positive: z.number() })),
});
export type BinaryEvaluation = z.infer<typeof BinaryEvaluation>;

export const MulticlassEvaluation = z.object({
  task: z.literal('multiclass'),
  rows: z.number(),
  metrics: z.object({
    accuracy: z.number(),
    logLoss: z.number(),
    macroF1: z.number(),
    macroAuc: z.number().nullable(),
    mcc: z.number(),
  }),
  confusion: ConfusionMatrix,
  perClass: z.array(
    z.object({
      class: z.string(),
      rows: z.number(),
      precision: z.number(),
      recall: z.number(),
      f1: z.number(),
      auc: z.number().nullable(),
    }),
  ),
});
export type MulticlassEvaluation = z.infer<typeof MulticlassEvaluation>;

export const RegressionEvaluation = z.object({
  task: z.literal('regression'),
  rows: z.number(),
  metrics: z.object({
    rmse: z.number(),
    mae: z.number(),
    medianError: z.number(),
    r2: z.number().nullable(),
  }),
  /** A sample of rows: x = actual, y = predicted. */
  scatter: z.array(Point),
  /** Rows by residual (actual − predicted). */
  residuals: z.array(z.object({ from: z.number(), to: z.number(), rows: z.number() })),
});
export type RegressionEvaluation = z.infer<typeof RegressionEvaluation>;

/** How well a model does on labelled rows; the same for the hold-out and for the evaluate recipe. */
export const Evaluation = z.discriminatedUnion('task', [BinaryEvaluation, MulticlassEvaluation, RegressionEvaluation]);
export type Evaluation = z.infer<typeof Evaluation>;

/** Something about the data or the result that a person should look at. */
export const Diagnostic = z.object({
  code: z.enum([
    'TOO_GOOD',
    'IMBALANCE',
    'TINY_TEST',
    'ID_LIKE',
    'TARGET_ECHO',
    'CONSTANT',
    'MANY_CATEGORIES',
    'TARGET_MISSING',
    'NOT_BETTER_THAN_CONSTANT',
    'OVERFIT',
  ]),
  severity: z.enum(['warning', 'info']),
  message: z.string(),
  column: z.string().optional(),
});
export type Diagnostic = z.infer<typeof Diagnostic>;

/** `report.json`: all that the workbench draws about a model version. */
export const ModelReport = z.object({
  version: z.literal(1),
  task: Task,
  target: z.string(),
  classes: z.array(z.string()),
  algorithm: z.string(),
  settings: TrainSettings,
  rows: z.object({
    train: z.number(),
    /** Part of `train` held back for early stopping. */
    validation: z.number(),
    test: z.number(),
    /** Left out because the target is missing. */
    dropped: z.number(),
  }),
  /** Training rows by class, in the order of `classes`. */
  classCounts: z.array(z.number()),
  features: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['numeric', 'category']),
      missingShare: z.number(),
      /** Distinct values kept for a category. */
      categories: z.number().nullable(),
    }),
  ),
  rejected: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** On the test rows. */
  evaluation: Evaluation,
  importance: z.array(
    z.object({
      feature: z.string(),
      /** Share of the total split gain (trees) or of the absolute standardised weights (linear); sums to 1. */
      gain: z.number(),
      /** Fall of the headline metric when the column is shuffled in a sample of the test rows. */
      permutation: z.number().nullable(),
    }),
  ),
  /** Loss by round; validation is null without early stopping. */
  trainingCurve: z.array(z.object({ round: z.number(), train: z.number(), validation: z.number().nullable() })),
  /** Trees kept, or iterations done. */
  rounds: z.number(),
  diagnostics: z.array(Diagnostic),
  /** Largest difference between the trainer's predictions and `model.onnx` on the hold-out. */
  selfCheck: z.object({ rows: z.number(), worst: z.number() }),
  timings: z.object({ prepareMs: z.number(), trainMs: z.number(), evaluateMs: z.number(), totalMs: z.number() }),
});
export type ModelReport = z.infer<typeof ModelReport>;

/** One line of a saved model's version list. */
export const ModelVersionInfo = z.object({
  id: z.string(),
  /** ISO time in UTC. */
  created: z.string(),
  algorithm: z.string(),
  task: Task,
  headline: z.object({ metric: z.string(), value: z.number().nullable() }),
  rows: z.number(),
  active: z.boolean(),
});
export type ModelVersionInfo = z.infer<typeof ModelVersionInfo>;

/** `golden.json`: rows with the predictions that every node must reproduce before it takes traffic. */
export const GoldenRows = z.object({
  version: z.literal(1),
  rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
  /** Row by row, `outputs` numbers each: probabilities by class, or the predicted value. */
  predictions: z.array(z.number()),
  outputs: z.number().int(),
  /** Largest allowed difference: absolute for probabilities, relative to max(1, |value|) for regression. */
  tolerance: z.number(),
});
export type GoldenRows = z.infer<typeof GoldenRows>;
