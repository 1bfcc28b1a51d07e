import type { ErrorEntry } from './entry.ts';

export const flowErrors = {} as const satisfies Record<string, ErrorEntry>;
