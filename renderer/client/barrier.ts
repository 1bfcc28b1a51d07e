let pending: Promise<unknown> = Promise.resolve();

/** Makes what is asked of a project wait for `change`: the page shows edits before the node has them. */
export function holdFor(change: Promise<unknown>): void {
  pending = Promise.allSettled([pending, change]);
}

/** Resolves when every change so far has reached the node, or was refused. */
export const changesSent = (): Promise<unknown> => pending;
