import type { ErrorEntry } from './entry.ts';

export const servingErrors = {} as const satisfies Record<string, ErrorEntry>;
