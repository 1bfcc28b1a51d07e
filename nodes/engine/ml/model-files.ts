import type { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.ts';
import { fail } from '../../contract/errors/index.ts';
import { type GoldenRows, ModelReport } from '../../contract/model.ts';
import type { TrainedModel } from './train.ts';

/** A model version's files by name: features.json, model.onnx, report.json, golden.json, training.json, portable.onnx. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>;

/** Names of the files of every version. */
export const modelFileNames = [
  'features.json',
  'model.onnx',
  'portable.onnx',
  'report.json',
  'golden.json',
  'training.json',
] as const;

/** A version without what only other runtimes read; scoring here never needs it. */
export function scoringFiles(files: ModelFiles): ModelFiles {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'portable.onnx'));
}

/** What `training.json` adds to the settings: where the version comes from. */
export interface TrainingOrigin {
  engineVersion: string;
  /** Content keys of the datasets used. */
  dataKeys?: Record<string, string>;
  [more: string]: unknown;
}

/** The files of a trained model. The same training gives the same bytes, but for the timings in report.json. */
export function writeModelVersion(model: TrainedModel, origin: TrainingOrigin): Record<string, Uint8Array> {
  const golden: GoldenRows = {
    version: 1,
    rows: model.golden.rows,
    predictions: [...model.golden.predictions],
    outputs: model.spec.task === 'regression' ? 1 : model.spec.classes.length,
    tolerance: 1e-5,
  };
  return {
    'features.json': json(model.spec),
    'model.onnx': model.onnx,
    'portable.onnx': model.portable,
    'report.json': json(model.report),
    'golden.json': json(golden),
    'training.json': json({ ...origin, settings: model.report.settings }),
  };
}

/** The report of a version. */
export function readReport(files: ModelFiles): ModelReport {
  return readJsonFile(files, 'report.json', ModelReport);
}

/** A file of the version; throws ML_MODEL_UNREADABLE when it is not there. */
export function requireFile(files: ModelFiles, file: string): Uint8Array {
  const bytes = files[file];
  if (!bytes) throw fail('ML_MODEL_UNREADABLE', { file, reason: 'it is not among the files of the version' });
  return bytes;
}

/** Parses one of the version's JSON files; throws ML_MODEL_UNREADABLE. */
export function readJsonFile<S extends z.ZodType>(files: ModelFiles, file: string, schema: S): z.infer<S> {
  const text = new TextDecoder().decode(requireFile(files, file));
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw fail('ML_MODEL_UNREADABLE', { file, reason: 'its contents are not valid' }, { cause: error });
  }
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}
