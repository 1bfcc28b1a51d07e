import { fail } from '../../contract/errors/index.ts';
import type { Evaluation } from '../../contract/model.ts';
import { type Frame, takeRows } from './frame.ts';
import { evaluateOutcome } from './metrics/evaluation.ts';
import type { Scorer } from './scorer.ts';
import { readTargetFor } from './target.ts';

/**
 * Scores labelled rows and measures the result, with the model's own threshold unless another is given. Rows without a known
 * target are left out. Throws ML_TARGET_MISSING, or ML_TOO_FEW_ROWS when no row has a target.
 */
export async function evaluate(
  frame: Frame,
  scorer: Scorer,
  options: { threshold?: number } = {},
): Promise<Evaluation> {
  const { spec } = scorer;
  const all = readTargetFor(frame, spec);
  const rows = Uint32Array.from(all.keys()).filter((row) => !Number.isNaN(all[row]!));
  if (rows.length === 0) throw fail('ML_TOO_FEW_ROWS', { train: 0, test: 0 });
  const labelled = rows.length === frame.rows ? frame : takeRows(frame, rows);
  const scores = await scorer.scoreFrame(labelled);
  return evaluateOutcome({
    task: spec.task,
    classes: spec.classes,
    threshold: options.threshold ?? spec.threshold,
    predictions: scores.probabilities ?? scores.values ?? [],
    target: Float64Array.from(rows, (row) => all[row]!),
  });
}
