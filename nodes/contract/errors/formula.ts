import type { ErrorEntry } from './entry.ts';

export const formulaErrors = {} as const satisfies Record<string, ErrorEntry>;
