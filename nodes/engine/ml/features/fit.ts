import { closest } from '../../../base/closest.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Diagnostic, FeatureColumn, ModelReport, TrainSettings } from '../../../contract/model.ts';
import type { CategoryColumn, Frame, FrameColumn, NumberColumn } from '../frame.ts';

/** `tree`: ordinal codes, missing left missing. `linear`: one-hot, imputed, standardised. */
export type FeatureStyle = 'tree' | 'linear';

export interface FittedFeatures {
  columns: FeatureColumn[];
  described: ModelReport['features'];
  rejected: ModelReport['rejected'];
  diagnostics: Diagnostic[];
}

/** Numbers beyond this are not exact in float32. */
const EXACT_FLOAT32 = 2 ** 24;
const MIN_CATEGORY_ROWS_LINEAR = 5;

/** Learns each column's handling from the training rows alone. Throws when the settings name unknown columns or nothing is left. */
export function fitFeatures(
  frame: Frame,
  rows: Uint32Array,
  how: { settings: TrainSettings; style: FeatureStyle },
): FittedFeatures {
  const { settings } = how;
  const choices = new Map((settings.features ?? []).map((choice) => [choice.column, choice]));
  for (const column of choices.keys()) if (!frame.columns.has(column)) throw unknownColumn(column, frame);
  const result: FittedFeatures = { columns: [], described: [], rejected: [], diagnostics: [] };
  const timeColumn = settings.split.kind === 'time' ? settings.split.column : null;
  for (const [name, source] of frame.columns) {
    if (name === settings.target) continue;
    const choice = choices.get(name);
    if (choice?.use === 'reject') result.rejected.push({ name, reason: 'rejected in the settings' });
    else if (!choice && name === timeColumn) result.rejected.push({ name, reason: 'it orders the split' });
    else fitColumn({ name, source, rows, forced: choice !== undefined, kind: choice?.kind ?? 'auto' }, how, result);
  }
  if (result.columns.length === 0) {
    const why = result.rejected.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    throw fail('ML_NO_FEATURES', { why: why ? ` (${why})` : '' });
  }
  return result;
}

interface ColumnStep {
  name: string;
  source: FrameColumn;
  rows: Uint32Array;
  /** Named in the settings: kept even when it looks useless. */
  forced: boolean;
  kind: 'auto' | 'numeric' | 'category';
}

function fitColumn(
  step: ColumnStep,
  how: { settings: TrainSettings; style: FeatureStyle },
  result: FittedFeatures,
): void {
  const { name, source, kind } = step;
  const asCategory = kind === 'category' || (kind === 'auto' && source.kind === 'category');
  const fitted = asCategory
    ? fitCategory(step, source.kind === 'category' ? source : numbersAsCategories(source), how)
    : fitNumeric(step, source.kind === 'number' ? source : categoriesAsNumbers(name, source), how.style);
  if ('reason' in fitted) {
    result.rejected.push({ name, reason: fitted.reason });
    result.diagnostics.push({
      code: fitted.code,
      severity: 'info',
      column: name,
      message: `${name}: ${fitted.reason}`,
    });
    return;
  }
  result.columns.push(fitted.column);
  result.diagnostics.push(...fitted.diagnostics);
  const categories = fitted.column.kind === 'category' ? fitted.column.categories.length : null;
  result.described.push({ name, kind: fitted.column.kind, missingShare: fitted.missingShare, categories });
}

type Fitted =
  | { column: FeatureColumn; missingShare: number; diagnostics: Diagnostic[] }
  | { reason: string; code: Diagnostic['code'] };

function fitNumeric(step: ColumnStep, source: NumberColumn, style: FeatureStyle): Fitted {
  const { name, rows } = step;
  const stats = numberStats(source.values, rows);
  if (stats.known === 0) return { reason: 'it has no values', code: 'CONSTANT' };
  if (stats.min === stats.max && stats.known === rows.length) {
    return { reason: 'it has the same value in every row', code: 'CONSTANT' };
  }
  const large = Math.max(Math.abs(stats.min), Math.abs(stats.max)) > EXACT_FLOAT32;
  const scale =
    style === 'linear'
      ? { mean: stats.mean, sd: stats.sd || 1 }
      : large
        ? { mean: Math.round((stats.min + stats.max) / 2), sd: 1 }
        : null;
  const column: FeatureColumn = { kind: 'numeric', name, impute: style === 'linear' ? stats.mean : null, scale };
  const diagnostics: Diagnostic[] = stats.idLike
    ? [
        {
          code: 'ID_LIKE',
          severity: 'warning',
          column: name,
          message: `${name} is a different whole number in every row, like an id; a model may learn rows by heart`,
        },
      ]
    : [];
  return { column, missingShare: 1 - stats.known / rows.length, diagnostics };
}

function numberStats(values: Float64Array, rows: Uint32Array) {
  let [known, sum, min, max, isWhole] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (const row of rows) {
    const value = values[row]!;
    if (!Number.isFinite(value)) continue;
    known++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
  }
  const mean = known > 0 ? sum / known : 0;
  let squares = 0;
  for (const row of rows) if (Number.isFinite(values[row]!)) squares += (values[row]! - mean) ** 2;
  const idLike =
    isWhole && known === rows.length && known >= 100 && max - min + 1 >= known && allDistinct(values, rows);
  return { known, mean, min, max, sd: Math.sqrt(squares / Math.max(known, 1)), idLike };
}

function allDistinct(values: Float64Array, rows: Uint32Array): boolean {
  const seen = new Set<number>();
  for (const row of rows) {
    if (seen.has(values[row]!)) return false;
    seen.add(values[row]!);
  }
  return true;
}

function fitCategory(
  step: ColumnStep,
  source: CategoryColumn,
  how: { settings: TrainSettings; style: FeatureStyle },
): Fitted {
  const { name, rows } = step;
  const counts = new Float64Array(source.dictionary.length);
  let known = 0;
  for (const row of rows) {
    const code = source.codes[row]!;
    if (code < 0) continue;
    known++;
    counts[code]!++;
  }
  const present = [...counts.keys()].filter((code) => counts[code]! > 0);
  if (present.length === 0) return { reason: 'it has no values', code: 'CONSTANT' };
  if (present.length === 1 && known === rows.length) {
    return { reason: 'it has the same value in every row', code: 'CONSTANT' };
  }
  if (!step.forced && present.length > 50 && present.length > known * 0.5) {
    return { reason: 'nearly every row has its own value, like an id', code: 'ID_LIKE' };
  }
  const text = (code: number) => source.dictionary[code]!;
  present.sort((a, b) => counts[b]! - counts[a]! || (text(a) < text(b) ? -1 : 1));
  const kept = present
    .slice(0, how.settings.maxCategories)
    .filter((code) => how.style === 'tree' || counts[code]! >= MIN_CATEGORY_ROWS_LINEAR);
  if (kept.length === 0) return { reason: 'no value is frequent enough', code: 'ID_LIKE' };
  const encoding = how.style === 'tree' ? 'ordinal' : 'onehot';
  const diagnostics: Diagnostic[] =
    present.length > how.settings.maxCategories
      ? [
          {
            code: 'MANY_CATEGORIES',
            severity: 'info',
            column: name,
            message: `${name} has ${present.length} values; the ${kept.length} most frequent are kept, the others count as missing`,
          },
        ]
      : [];
  const column: FeatureColumn = { kind: 'category', name, encoding, categories: kept.map(text) };
  return { column, missingShare: 1 - known / rows.length, diagnostics };
}

function numbersAsCategories(source: NumberColumn): CategoryColumn {
  const index = new Map<number, number>();
  const codes = new Int32Array(source.values.length);
  source.values.forEach((value, row) => {
    if (Number.isNaN(value)) codes[row] = -1;
    else {
      const code = index.get(value) ?? index.size;
      index.set(value, code);
      codes[row] = code;
    }
  });
  return { kind: 'category', codes, dictionary: [...index.keys()].map(String) };
}

function categoriesAsNumbers(name: string, source: CategoryColumn): NumberColumn {
  const numbers = source.dictionary.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  const bad = source.dictionary.find((text, i) => text.trim() !== '' && Number.isNaN(numbers[i]!));
  if (bad !== undefined) {
    throw fail('ML_INPUT_COLUMN_KIND', {
      column: name,
      found: `texts like “${bad}”`,
      expected: 'numbers, as the settings say',
    });
  }
  const values = Float64Array.from(source.codes, (code) => (code < 0 ? Number.NaN : numbers[code]!));
  return { kind: 'number', values };
}

function unknownColumn(column: string, frame: Frame) {
  const near = closest(column, frame.columns.keys());
  return fail('ML_COLUMN_UNKNOWN', { column, suggestion: near ? ` (did you mean “${near}”?)` : '' });
}
