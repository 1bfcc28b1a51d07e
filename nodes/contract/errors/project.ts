import type { ErrorEntry } from './entry.ts';

export const projectErrors = {} as const satisfies Record<string, ErrorEntry>;
