import { fail } from '../contract/errors/index.ts';

/**
 * What `work` gives; ABORTED when it has not ended `patience` milliseconds after the signal. For work that cannot be left at once:
 * it ends by itself then, and what becomes of it is nobody's any more.
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined, patience = 0): Promise<T> {
  if (!signal) return work;
  const { promise: gone, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const leave = () => {
    timer = setTimeout(() => reject(fail('ABORTED')), patience);
  };
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work, gone]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
