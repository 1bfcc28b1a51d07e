import type { Evaluation } from '../../../nodes/contract/model.ts';
import { formatNumber, formatShare } from '../../ui/format.ts';

export interface MetricWord {
  id: string;
  label: string;
  /** What it says, in one plain sentence. */
  help: string;
  better: 'higher' | 'lower';
  format: (value: number | null | undefined) => string;
}

const score = (value: number | null | undefined) => (value == null ? '–' : value.toFixed(4));
const share = (value: number | null | undefined) => formatShare(value, 1);
const plain = (value: number | null | undefined) => formatNumber(value, 4);
const higher = 'higher' as const;
const lower = 'lower' as const;

const binary: MetricWord[] = [
  {
    id: 'auc',
    label: 'AUC',
    better: higher,
    format: score,
    help: 'How often a random positive scores higher than a random negative. 0.5 is guessing, 1 is perfect.',
  },
  {
    id: 'prAuc',
    label: 'PR AUC',
    better: higher,
    format: score,
    help: 'Precision averaged over all recalls. Tells more than AUC when positives are rare; guessing gives their share.',
  },
  {
    id: 'precision',
    label: 'Precision',
    better: higher,
    format: share,
    help: 'Of the flagged rows, the share that really is positive.',
  },
  {
    id: 'recall',
    label: 'Recall',
    better: higher,
    format: share,
    help: 'Of the real positives, the share that is flagged.',
  },
  { id: 'f1', label: 'F1', better: higher, format: score, help: 'Precision and recall in one figure (harmonic mean).' },
  {
    id: 'mcc',
    label: 'MCC',
    better: higher,
    format: score,
    help: 'Correlation of prediction and truth, fair to both classes: 0 is guessing, 1 is perfect.',
  },
  {
    id: 'accuracy',
    label: 'Accuracy',
    better: higher,
    format: share,
    help: 'Share of right predictions. High without merit when one class is rare.',
  },
  {
    id: 'logLoss',
    label: 'Log loss',
    better: lower,
    format: score,
    help: 'Penalty for confident wrong probabilities; lower is better.',
  },
  {
    id: 'brier',
    label: 'Brier',
    better: lower,
    format: score,
    help: 'Mean squared error of the probabilities; lower is better.',
  },
];
const find = (id: string) => binary.filter((metric) => metric.id === id);

const multiclass: MetricWord[] = [
  ...find('accuracy'),
  {
    id: 'macroF1',
    label: 'Macro F1',
    better: higher,
    format: score,
    help: 'F1 of each class, averaged with equal weight.',
  },
  {
    id: 'macroAuc',
    label: 'Macro AUC',
    better: higher,
    format: score,
    help: 'AUC of each class against the rest, averaged.',
  },
  ...find('mcc'),
  ...find('logLoss'),
];

const regression: MetricWord[] = [
  {
    id: 'r2',
    label: 'R²',
    better: higher,
    format: score,
    help: 'Share of the variation that is explained. 0 is as good as always saying the mean, 1 is perfect.',
  },
  {
    id: 'rmse',
    label: 'RMSE',
    better: lower,
    format: plain,
    help: 'Typical error, large errors weighing more; in units of the target.',
  },
  { id: 'mae', label: 'MAE', better: lower, format: plain, help: 'Mean size of the error, in units of the target.' },
  { id: 'medianError', label: 'Median error', better: lower, format: plain, help: 'Half of the errors are smaller.' },
];

const words: Record<Evaluation['task'], MetricWord[]> = { binary, multiclass, regression };

/** The metrics of an evaluation in reading order, with words. */
export const metricWords = (task: Evaluation['task']): readonly MetricWord[] => words[task];

export const metricsOf = ({ metrics }: Evaluation): Readonly<Record<string, number | null>> => metrics;

/** Name of a metric as version lists have it: `auc`, `AUC`, `rmse`. */
export const metricLabel = (id: string): string =>
  Object.values(words)
    .flat()
    .find((metric) => metric.id.toLowerCase() === id.toLowerCase())?.label ?? id;

export const metricText = (id: string, value: number | null): string =>
  Object.values(words)
    .flat()
    .find((metric) => metric.id.toLowerCase() === id.toLowerCase())
    ?.format(value) ?? formatNumber(value, 4);
