import { isAppError } from '../base/app-error.ts';
import { ERRORS, type ErrorCode, fail } from '../contract/errors/index.ts';
import type { ErrorBody } from '../contract/flow.ts';
import { type ErrorLog, errorBody } from '../services/error-body.ts';

export interface ErrorReply {
  status: number;
  body: ErrorBody;
}

/** An error as an HTTP reply: the status of its code, and what the caller is told. Bugs are 500 and stand in the log. */
export function errorReply(error: unknown, log: ErrorLog): ErrorReply {
  const body = errorBody(isAppError(error) ? error : (fromFramework(error) ?? error), log);
  return { status: ERRORS[body.code as ErrorCode].status, body };
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
