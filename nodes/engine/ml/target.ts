import { fail } from '../../contract/errors/index.ts';
import type { Task, TrainSettings } from '../../contract/model.ts';
import type { Frame, FrameColumn } from './frame.ts';

const MAX_CLASSES = 100;

/** The target of every row: class index or value; NaN where it is missing. */
export interface Target {
  values: Float64Array;
  classes: string[];
}

/** Reads the target and finds its classes. Throws when the column is missing or does not fit the task. */
export function readTarget(frame: Frame, settings: TrainSettings): Target {
  const column = frame.columns.get(settings.target);
  if (!column) {
    throw fail('ML_TARGET_MISSING', { target: settings.target, columns: [...frame.columns.keys()].slice(0, 40) });
  }
  if (settings.task === 'regression') return { values: numbersOf(column, settings), classes: [] };
  const classes = orderClasses(presentClasses(column), settings);
  return { values: classIndexes(column, classes), classes };
}

/** The target of rows to evaluate, by the classes of a trained model; NaN for missing or unknown classes. */
export function readTargetFor(frame: Frame, model: { task: Task; target: string; classes: string[] }): Float64Array {
  const column = frame.columns.get(model.target);
  if (!column)
    throw fail('ML_TARGET_MISSING', { target: model.target, columns: [...frame.columns.keys()].slice(0, 40) });
  return model.task === 'regression' ? numbersOf(column, model) : classIndexes(column, model.classes);
}

function numbersOf(column: FrameColumn, about: { target: string; task: Task }): Float64Array {
  if (column.kind === 'number') return column.values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  throw fail('ML_TARGET_UNFIT', { ...about, reason: 'it holds texts, not numbers' });
}

function presentClasses(column: FrameColumn): string[] {
  const present = new Set<string>();
  if (column.kind === 'number') {
    for (const value of column.values) {
      if (!Number.isNaN(value)) present.add(String(value));
      if (present.size > MAX_CLASSES) break;
    }
    return [...present].sort((a, b) => Number(a) - Number(b));
  }
  const used = new Set(column.codes);
  column.dictionary.forEach((text, code) => {
    if (used.has(code)) present.add(text);
  });
  return [...present].sort();
}

function orderClasses(classes: string[], settings: TrainSettings): string[] {
  const unfit = (reason: string) => fail('ML_TARGET_UNFIT', { target: settings.target, task: settings.task, reason });
  if (classes.length < 2)
    throw unfit(classes.length === 0 ? 'it has no values' : `it has one value only (${classes[0]})`);
  if (classes.length > MAX_CLASSES) throw unfit(`it has more than ${MAX_CLASSES} different values`);
  if (settings.task === 'multiclass') {
    if (classes.length === 2) throw unfit('it has two values; use the binary task');
    return classes;
  }
  if (classes.length > 2) throw unfit(`it has ${classes.length} different values`);
  const { positive } = settings;
  if (positive === undefined) return classes;
  if (!classes.includes(positive)) throw unfit(`“${positive}” is not one of its values (${classes.join(', ')})`);
  return [...classes.filter((name) => name !== positive), positive];
}

function classIndexes(column: FrameColumn, classes: readonly string[]): Float64Array {
  const index = new Map(classes.map((name, i) => [name, i]));
  if (column.kind === 'number') {
    const byNumber = new Map([...index].map(([name, i]) => [Number(name), i]));
    return column.values.map((value) => byNumber.get(value) ?? Number.NaN);
  }
  const map = column.dictionary.map((text) => index.get(text) ?? Number.NaN);
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : map[code]!));
}
