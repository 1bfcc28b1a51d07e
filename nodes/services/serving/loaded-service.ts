import type { PreloadReport } from '../../contract/deploy.ts';

/** What an endpoint says about one record. */
export interface Prediction {
  /** Class label, or the predicted number. */
  prediction: string | number | null;
  /** Probability by class; absent for regression. */
  probas?: Record<string, number>;
}

export interface EndpointInput {
  name: string;
  /** `number`, `string`, `boolean`, `date` …: the storage type a caller sends. */
  type: string;
  required: boolean;
}

/** One endpoint of a loaded service. */
export interface LoadedEndpoint {
  /** In the order of the records. Throws the error of the first record that cannot be scored. */
  predict(records: Record<string, unknown>[]): Prediction[] | Promise<Prediction[]>;
  readonly inputs: readonly EndpointInput[];
  /** Replays the golden rows. */
  checkGolden(): Promise<PreloadReport>;
}

/** An unpacked service package in memory, ready to answer. */
export interface LoadedService {
  readonly id: string;
  readonly version: string;
  readonly endpoints: ReadonlyMap<string, LoadedEndpoint>;
  dispose(): void | Promise<void>;
}

/** Loads the unpacked package in `folder`. */
export type LoadService = (folder: string) => Promise<LoadedService>;
