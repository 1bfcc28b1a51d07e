import { randomBytes } from 'node:crypto';
import { type AppError, isAppError } from '../base/app-error.ts';
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
export function knownErrorBody(thrown: unknown): ErrorBody | undefined {
  const error = databaseFailure(thrown) ?? thrown;
  const entry = isAppError(error) ? ERRORS[error.code as ErrorCode] : undefined;
  if (!isAppError(error) || !entry) return undefined;
  const hint = fillTemplate(entry.hint, error.data);
  return { code: error.code, message: error.message, hint, data: error.data };
}

/** What happened and what to do, in one text: where there is no place for a hint of its own. */
export function explained(error: unknown): string {
  const known = knownErrorBody(error);
  if (known) return known.hint ? `${known.message}. ${known.hint}` : known.message;
  return error instanceof Error ? error.message : String(error);
}

const diskReasons: Record<string, string> = {
  SQLITE_FULL: 'the disk is full',
  SQLITE_READONLY: 'it is read-only',
  SQLITE_IOERR: 'the disk reports an error',
};

/** What a full or broken disk does to the node's database is nobody's bug. */
function databaseFailure(error: unknown): AppError | undefined {
  const code = String((error as { code?: unknown } | undefined)?.code ?? '');
  const [kind = ''] = /^SQLITE_[A-Z]+/.exec(code) ?? [];
  const reason = diskReasons[kind];
  if (reason) return fail('NODE_WRITE_FAILED', { path: 'the database of the node', reason }, { cause: error });
  const isBroken = kind === 'SQLITE_CORRUPT' || kind === 'SQLITE_NOTADB';
  return isBroken
    ? fail('NODE_DATABASE', { path: 'of the node', reason: 'its file is damaged' }, { cause: error })
    : undefined;
}
