import type { TrainSettings } from '../../contract/model.ts';
import type { Frame } from './frame.ts';
import type { TrainContext, TrainedModel } from './train.ts';

/** What both sides know of a training: while onnxruntime is at work, ending its thread would end the process. */
export const STATE = { training: 0, checking: 1, aborted: 2 } as const;

/** What the worker thread of a training is given. */
export interface TrainingJob {
  frame: Frame;
  settings: TrainSettings;
  context: Pick<TrainContext, 'threads' | 'goldenRows' | 'splitTime'>;
  /** One word of shared memory: a `STATE`. */
  state: Int32Array;
}

/** What it sends back. */
export type TrainingMessage =
  | { progress: [fraction: number, message: string] }
  | { model: TrainedModel }
  | { error: { code: string; message: string; data: Record<string, unknown> } };
