import { randomBytes } from 'node:crypto';
import { isAppError } from '../base/app-error.ts';
import { ERRORS, type ErrorCode, fail, fillTemplate } from '../contract/errors/index.ts';
import type { ErrorBody } from '../contract/flow.ts';

/** Where errors that are bugs are written in full. */
export interface ErrorLog {
  error(data: object, message: string): void;
}

/**
 * What people and programs are told of an error: an AppError's code, message, hint and data. Anything else is a bug and becomes INTERNAL
 * with a log id under which the log has the whole trace.
 */
export function errorBody(error: unknown, log: ErrorLog): ErrorBody {
  const known = knownErrorBody(error);
  if (known) return known;
  const logId = randomBytes(6).toString('hex');
  log.error({ err: error, logId }, 'unexpected error');
  const { code, message, data } = fail('INTERNAL', { logId });
  return { code, message, hint: ERRORS.INTERNAL.hint, data, logId };
}

/** An error of the catalogue as people are told of it; undefined for a bug. */
export function knownErrorBody(error: unknown): ErrorBody | undefined {
  const entry = isAppError(error) ? ERRORS[error.code as ErrorCode] : undefined;
  if (!isAppError(error) || !entry) return undefined;
  const hint = fillTemplate(entry.hint, error.data);
  return { code: error.code, message: error.message, hint, data: error.data };
}
