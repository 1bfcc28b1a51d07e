import { hideTold, tellProgress } from './notify.ts';

/** What something long is given: a signal to heed, and a way to say how far it is. */
export interface LongWork {
  signal: AbortSignal;
  /** `percent` 0–100, or null while it is not known; `message` says what is done now. */
  report: (percent: number | null, message?: string) => void;
}

/** What is over sooner needs no message. */
const SHOWN_AFTER_MS = 700;

let count = 0;

/**
 * Does something that may take long: after a moment its progress is told in the corner, with a button that stops it.
 * Resolves to undefined when it was stopped; what else goes wrong is thrown.
 */
export async function withProgress<T>(title: string, work: (how: LongWork) => Promise<T>): Promise<T | undefined> {
  count += 1;
  const id = `work-${count}`;
  const stop = new AbortController();
  let [percent, message]: [number | null, string | undefined] = [null, undefined];
  let isShown = false;
  const show = () => {
    isShown = true;
    const cancel = { label: 'Cancel', run: () => stop.abort() };
    tellProgress({ id, title, percent, cancel, ...(message === undefined ? {} : { message }) });
  };
  const timer = window.setTimeout(show, SHOWN_AFTER_MS);
  try {
    return await work({
      signal: stop.signal,
      report(nextPercent, nextMessage) {
        [percent, message] = [nextPercent === null ? null : Math.round(nextPercent), nextMessage];
        if (isShown) show();
      },
    });
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  } finally {
    window.clearTimeout(timer);
    if (isShown) hideTold(id);
  }
}
