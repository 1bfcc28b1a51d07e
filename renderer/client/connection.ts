let waiting: (() => void)[] = [];

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 8_000;

/** The event stream flows (again): whoever waits for the node goes on. */
export function nodeIsBack(): void {
  const going = waiting;
  waiting = [];
  for (const go of going) go();
}

/** Resolves when the node is worth asking again: it came back, or some seconds have passed. `attempt` counts from 0. */
export const untilWorthAsking = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = window.setTimeout(resolve, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt));
    waiting.push(() => {
      window.clearTimeout(timer);
      resolve();
    });
  });
