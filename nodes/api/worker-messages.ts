import type { Access } from '../services/serving/access.ts';
import type { EndpointNumbers } from '../services/serving/request-metrics.ts';

/** A version of a service, unpacked in `folder`. */
export interface ServiceRef {
  id: string;
  version: string;
  folder: string;
}

/** The first message: all a worker needs to begin. */
export interface WorkerStart {
  type: 'start';
  host: string;
  port: number;
  tls: { cert: string; key: string };
  bodyLimit: number;
  dataFolder: string;
  primarySocket: string;
  services: ServiceRef[];
  access: Access;
}

/**
 * What the primary asks of its workers. A switch takes two: `prepare` loads and checks in every worker; only when all could, the pointer
 * is stored and `commit` makes it the active version.
 */
export type WorkerMessage =
  | WorkerStart
  | { type: 'prepare' | 'commit' | 'forget'; service: ServiceRef }
  | { type: 'access'; access: Access }
  | { type: 'metrics' | 'active' | 'flush' | 'drain' | 'stop' };

/** The answer to `metrics`. */
export interface WorkerNumbers {
  requests: EndpointNumbers[];
  /** Blocks of the query log that were lost because the disk did not follow. */
  dropped: number;
  /** Bytes. */
  memory: number;
}
