import type { ErrorEntry } from './entry.ts';

export const dataErrors = {} as const satisfies Record<string, ErrorEntry>;
