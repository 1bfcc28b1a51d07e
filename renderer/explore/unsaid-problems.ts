import type { Problem } from '../../nodes/base/problem.ts';
import type { Dataset } from '../../nodes/contract/project/index.ts';

/** Problems to show beside a view of a dataset: files that cannot be read say so in place of their rows. */
export const unsaidProblems = (problems: readonly Problem[], dataset: Dataset | undefined, view: string): Problem[] =>
  problems.filter(({ severity }) => severity !== 'error' || view !== 'rows' || dataset?.source.kind !== 'files');
