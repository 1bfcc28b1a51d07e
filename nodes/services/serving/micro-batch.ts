import type { LoadedEndpoint, Prediction } from './loaded-service.ts';

interface Waiting {
  record: Record<string, unknown>;
  done: (prediction: Prediction) => void;
  failed: (error: unknown) => void;
}

/** Most records scored in one call. */
const mostRecords = 64;

/**
 * Scores the requests of one turn of the event loop together. A call into the model runtime costs more than a row, so under load this
 * multiplies the throughput, and an idle node answers a single request as fast as without it.
 */
export function createMicroBatch(endpoint: LoadedEndpoint): (record: Record<string, unknown>) => Promise<Prediction> {
  let waiting: Waiting[] = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    void scoreTogether(endpoint, batch);
  };
  return (record) =>
    new Promise((done, failed) => {
      waiting.push({ record, done, failed });
      if (waiting.length === 1) setImmediate(flush);
      else if (waiting.length === mostRecords) flush();
    });
}

async function scoreTogether(endpoint: LoadedEndpoint, batch: Waiting[]): Promise<void> {
  if (batch.length === 0) return;
  try {
    const predictions = await endpoint.predict(batch.map(({ record }) => record));
    for (const [i, one] of batch.entries()) one.done(predictions[i]!);
  } catch (error) {
    const [only] = batch;
    if (only && batch.length === 1) return only.failed(error);
    // One bad record must not fail its neighbours: each is scored alone to find which it was.
    for (const one of batch) await scoreTogether(endpoint, [one]);
  }
}
