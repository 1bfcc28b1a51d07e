import type { Problem } from '../../../../../nodes/base/problem.ts';

/** The message of the first problem at a setting or inside it: `keys` finds `keys.2`. */
export const problemAt = (problems: readonly Problem[], path: string): string | undefined =>
  problems.find((problem) => problem.path === path || problem.path?.startsWith(`${path}.`))?.message;
