import { isAppError } from '../../base/app-error.ts';
import { type ErrorCode, fail } from '../../contract/errors/index.ts';

const KINDS: { pattern: RegExp; code: ErrorCode }[] = [
  { pattern: /^INTERRUPT Error/, code: 'ABORTED' },
  { pattern: /^Permission Error.*operations are disabled by configuration/s, code: 'SQL_FORBIDDEN' },
  { pattern: /^Out of Memory Error/, code: 'SQL_OUT_OF_MEMORY' },
  { pattern: /^IO Error.*(No space left|Disk quota|offload)/s, code: 'SQL_DISK_FULL' },
  {
    pattern: /No magic bytes found|too small to be a Parquet|TProtocolException|corrupt.{0,40}parquet/is,
    code: 'SQL_FILE_DAMAGED',
  },
  { pattern: /^(Conversion|Invalid Input) Error/, code: 'SQL_VALUE_UNFIT' },
  { pattern: /^Out of Range Error/, code: 'SQL_OUT_OF_RANGE' },
];

/** The error a person can act on behind one of DuckDB. `limit` is the session's memory limit. */
export function toSqlError(error: unknown, context: { signal?: AbortSignal; limit: string }): Error {
  if (isAppError(error)) return error;
  if (context.signal?.aborted) return fail('ABORTED', {}, { cause: error });
  const text = error instanceof Error ? error.message : String(error);
  const code = KINDS.find((kind) => kind.pattern.test(text))?.code ?? 'SQL_FAILED';
  return fail(code, { reason: cleanMessage(text), limit: context.limit }, { cause: error });
}

/** Where a file lies is not told to those who ask for its rows. */
const folders = /(?<=["'])(?:[A-Za-z]:)?[\\/](?:[^"'\n]*[\\/])?([^"'\\/\n]+)(?=["'])/g;

/** First lines of a DuckDB message, without its class, the quoted SQL and the advice for SQL writers. */
function cleanMessage(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const end = lines.findIndex((line) => /^LINE \d+:|^\s*\^|^Candidate|^Did you mean|^Possible solutions/.test(line));
  const kept = (end <= 0 ? lines.slice(0, 4) : lines.slice(0, end)).join(' ');
  return kept
    .replace(/^[A-Z][A-Za-z ]* Error: /, '')
    .replace(folders, '$1')
    .slice(0, 500);
}
