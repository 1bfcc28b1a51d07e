import type { Diagnostic, Evaluation, FeatureColumn, ModelReport } from '../../contract/model.ts';
import type { Frame } from './frame.ts';
import { areaUnderRoc, rank } from './metrics/ranking.ts';

const SAMPLE_ROWS = 20_000;
/** One column alone separates the classes, or follows the target, this well: it probably contains the answer. */
const ECHO = 0.999;

/** Columns that alone give the target away: AUC (or |correlation|) of the column near 1 on a sample of the training rows. */
export function findEchoes(input: {
  frame: Frame;
  columns: readonly FeatureColumn[];
  rows: Uint32Array;
  target: Float64Array;
  classes: number;
}): Diagnostic[] {
  const step = Math.max(1, Math.floor(input.rows.length / SAMPLE_ROWS));
  const rows = input.rows.filter((_, i) => i % step === 0);
  return input.columns.flatMap(({ name }): Diagnostic[] => {
    const strength = columnStrength(input, name, rows);
    if (strength < ECHO) return [];
    const message = `${name} alone nearly determines the target (${strength.toFixed(4)}); check that it is known before the target is`;
    return [{ code: 'TARGET_ECHO', severity: 'warning', column: name, message }];
  });
}

function columnStrength(
  input: { frame: Frame; target: Float64Array; classes: number },
  name: string,
  rows: Uint32Array,
): number {
  const column = input.frame.columns.get(name)!;
  const targets = Float64Array.from(rows, (row) => input.target[row]!);
  if (column.kind === 'category') {
    if (input.classes === 0) return 0;
    return purity(
      Int32Array.from(rows, (row) => column.codes[row]!),
      targets,
    );
  }
  const values = Float64Array.from(rows, (row) => column.values[row]!);
  const known = values.map((value) => (Number.isFinite(value) ? value : 0));
  if (input.classes === 0) return Math.abs(correlation(known, targets));
  if (input.classes > 2) return 0;
  const auc = areaUnderRoc(rank(known, (i) => targets[i] === 1)) ?? 0.5;
  return Math.max(auc, 1 - auc);
}

/** Share of rows whose class is the most frequent one of their category; 0 for nearly unique categories. */
function purity(codes: Int32Array, targets: Float64Array): number {
  const counts = new Map<number, Map<number, number>>();
  codes.forEach((code, i) => {
    const own = counts.get(code) ?? new Map<number, number>();
    counts.set(code, own.set(targets[i]!, (own.get(targets[i]!) ?? 0) + 1));
  });
  if (counts.size > codes.length / 20) return 0;
  const all = new Map<number, number>();
  for (const target of targets) all.set(target, (all.get(target) ?? 0) + 1);
  const base = Math.max(...all.values()) / codes.length;
  const pure = [...counts.values()].reduce((sum, own) => sum + Math.max(...own.values()), 0) / codes.length;
  return base < 1 ? (pure - base) / (1 - base) : 0;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((x, y) => x + y, 0) / a.length;
  const meanB = b.reduce((x, y) => x + y, 0) / b.length;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** What stands out in the result. */
export function diagnoseResult(report: {
  rows: ModelReport['rows'];
  classes: readonly string[];
  classCounts: readonly number[];
  evaluation: Evaluation;
}): Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (code: Diagnostic['code'], severity: Diagnostic['severity'], message: string) =>
    found.push({ code, severity, message });
  const { evaluation, rows } = report;
  if (rows.dropped > 0) add('TARGET_MISSING', 'info', `${rows.dropped} rows have no target and were left out`);
  if (rows.test < 200)
    add('TINY_TEST', 'warning', `The test part has ${rows.test} rows only; its figures are uncertain`);
  diagnoseBalance(report, add);
  if (evaluation.task === 'binary') {
    const { auc } = evaluation.metrics;
    if (auc !== null && auc > 0.999)
      add(
        'TOO_GOOD',
        'warning',
        `An AUC of ${auc.toFixed(4)} is too good to be true; look for a column that contains the answer`,
      );
    if (auc !== null && auc < 0.52)
      add('NOT_BETTER_THAN_CONSTANT', 'warning', 'The model is hardly better than guessing');
    if (evaluation.positives < 30)
      add(
        'TINY_TEST',
        'warning',
        `Only ${evaluation.positives} test rows are “${evaluation.positive}”; the figures are uncertain`,
      );
  }
  if (evaluation.task === 'regression') {
    const { r2 } = evaluation.metrics;
    if (r2 !== null && r2 > 0.9999)
      add(
        'TOO_GOOD',
        'warning',
        `An R² of ${r2.toFixed(5)} is too good to be true; look for a column that contains the answer`,
      );
    if (r2 !== null && r2 < 0.01)
      add('NOT_BETTER_THAN_CONSTANT', 'warning', 'The model is hardly better than the mean');
  }
  return found;
}

function diagnoseBalance(
  report: { classes: readonly string[]; classCounts: readonly number[] },
  add: (code: Diagnostic['code'], severity: Diagnostic['severity'], message: string) => void,
): void {
  const total = report.classCounts.reduce((a, b) => a + b, 0);
  report.classes.forEach((name, i) => {
    const share = report.classCounts[i]! / total;
    if (share < 0.05) add('IMBALANCE', 'info', `“${name}” makes up ${(share * 100).toFixed(2)} % of the training rows`);
  });
}
