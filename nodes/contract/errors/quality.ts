import type { ErrorEntry } from './entry.ts';

export const qualityErrors = {} as const satisfies Record<string, ErrorEntry>;
