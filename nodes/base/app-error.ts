/** Data of an error: plain JSON values that fill the message template and tell where it happened. */
export type ErrorData = Record<string, unknown>;

/**
 * An error a person can act on. `code` is a key of the error catalogue (`contract/errors`), `data` fills its message.
 * Compare by `code`, never by `instanceof`: errors cross processes. Anything else thrown is a bug and becomes `INTERNAL` at the edge.
 */
export class AppError extends Error {
  readonly code: string;
  readonly data: ErrorData;

  constructor(code: string, message: string, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}

/** True when `error` is an AppError, also one of another copy of this module. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && typeof (error as { code?: unknown }).code === 'string';
}
