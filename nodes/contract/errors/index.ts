import { AppError, type ErrorData } from '../../base/app-error.ts';
import { bundleErrors } from './bundle.ts';
import { cliErrors } from './cli.ts';
import { commonErrors } from './common.ts';
import { dataErrors } from './data.ts';
import { desktopErrors } from './desktop.ts';
import type { ErrorEntry } from './entry.ts';
import { flowErrors } from './flow.ts';
import { formulaErrors } from './formula.ts';
import { goldenErrors } from './golden.ts';
import { mlErrors } from './ml.ts';
import { nodeErrors } from './node.ts';
import { projectErrors } from './project.ts';
import { qualityErrors } from './quality.ts';
import { scenarioErrors } from './scenario.ts';
import { servingErrors } from './serving.ts';
import { statisticsErrors } from './statistics.ts';

/** The one error catalogue: code → message, HTTP status, hint. Codes are never reused. */
export const ERRORS = {
  ...commonErrors,
  ...dataErrors,
  ...formulaErrors,
  ...flowErrors,
  ...goldenErrors,
  ...mlErrors,
  ...projectErrors,
  ...qualityErrors,
  ...statisticsErrors,
  ...scenarioErrors,
  ...bundleErrors,
  ...nodeErrors,
  ...servingErrors,
  ...desktopErrors,
  ...cliErrors,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** An AppError of the catalogue, its message filled from `data`. Use: `throw fail('NOT_FOUND', {kind: 'dataset', id, suggestion: ''})`. */
export function fail(code: ErrorCode, data: ErrorData = {}, options?: { cause?: unknown }): AppError {
  return new AppError(code, fillTemplate(ERRORS[code].message, data), data, options);
}

/** Fills `{name}` from data; a missing name becomes an empty string. */
export function fillTemplate(template: string, data: ErrorData): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    return value === undefined || value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value);
  });
}
