import { randomBytes } from 'node:crypto';
import { isAppError } from '../base/app-error.ts';
import { ERRORS, type ErrorCode, fail, fillTemplate } from '../contract/errors/index.ts';
import type { ErrorBody } from '../contract/flow.ts';

/** Where errors that are bugs are written in full. */
export interface ErrorLog {
  error(data: object, message: string): void;
}

export interface ErrorReply {
  status: number;
  body: ErrorBody;
}

/**
 * What a caller is told of an error: an AppError's code, message, hint and data with its status; anything else is a bug and becomes
 * INTERNAL with a log id under which the log has the whole trace.
 */
export function errorReply(error: unknown, log: ErrorLog): ErrorReply {
  const known = isAppError(error) ? error : fromFramework(error);
  const entry = known && ERRORS[known.code as ErrorCode];
  if (!known || !entry) {
    const logId = randomBytes(6).toString('hex');
    log.error({ err: error, logId }, 'unexpected error');
    return { status: 500, body: bodyOf(fail('INTERNAL', { logId }), { logId }) };
  }
  return { status: entry.status, body: bodyOf(known) };
}

/** An error as it is told, without a status: for jobs, activities and runs. Bugs are logged. */
export function errorBody(error: unknown, log: ErrorLog): ErrorBody {
  return errorReply(error, log).body;
}

function bodyOf(error: { code: string; message: string; data: Record<string, unknown> }, more: object = {}): ErrorBody {
  const hint = fillTemplate(ERRORS[error.code as ErrorCode].hint, error.data);
  return { code: error.code, message: error.message, hint, data: error.data, ...more };
}

/** Fastify's own refusals, by their code, as errors of the catalogue. */
function fromFramework(error: unknown) {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { code = '', statusCode, message } = error as Error & { code?: string; statusCode: unknown };
  const limit = (error as { limit?: unknown }).limit;
  if (statusCode === 413) return fail('BODY_TOO_LARGE', { limit });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return fail('BODY_TYPE_UNKNOWN', { type: /: (.*)$/.exec(message)?.[1] });
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return fail('BODY_NOT_JSON', { reason: 'it is empty' });
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return fail('BODY_NOT_JSON', { reason: message });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return fail('REQUEST_UNREADABLE', { reason: message });
  return undefined;
}
