import type { ErrorEntry } from './entry.ts';

export const mlErrors = {} as const satisfies Record<string, ErrorEntry>;
