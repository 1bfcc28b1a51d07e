import type { ErrorEntry } from './entry.ts';

export const bundleErrors = {} as const satisfies Record<string, ErrorEntry>;
