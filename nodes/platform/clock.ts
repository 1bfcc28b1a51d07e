/** The time, as far as a use case may see it: tests hand in their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `work` once, `delay` milliseconds from now; the returned function cancels. Does not keep the process alive. */
  after(delay: number, work: () => void): () => void;
}

const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, work) {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      // Node fires longer timers at once.
      timer = setTimeout(
        () => (left > longestTimer ? wait(left - longestTimer) : work()),
        Math.min(left, longestTimer),
      );
      timer.unref();
    };
    wait(Math.max(0, delay));
    return () => clearTimeout(timer);
  },
};

/** A clock that moves only by `advance`, which runs what falls due in order of time. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

export function createManualClock(start: number): ManualClock {
  let now = start;
  const due = new Set<{ at: number; work: () => void }>();
  return {
    now: () => now,
    after(delay, work) {
      const entry = { at: now + Math.max(0, delay), work };
      due.add(entry);
      return () => void due.delete(entry);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const next = [...due].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        due.delete(next);
        now = next.at;
        next.work();
      }
      now = end;
    },
  };
}

/** Resolves after `milliseconds`; rejects with the signal's reason when it aborts before. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
