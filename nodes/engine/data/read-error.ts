import { isAppError } from '../../base/app-error.ts';
import { fail } from '../../contract/errors/index.ts';
import { fileName } from './file-sql.ts';

/** The text DuckDB gave, before it was shortened for people. */
export function originalText(error: unknown): string {
  const cause = (error as { cause?: unknown } | null)?.cause;
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : '';
}

const csvLine = /CSV Error on Line: (\d+)/;
const csvColumn = /Error when converting column "((?:[^"]|"")*)"/;
const csvValue = /Could not convert string "([^"]*)" to '([^']+)'/;
const csvFile = /\n\s*file = (.+)/;
const encodingText = /not (utf-8|unicode)|Invalid unicode/i;
const csvCount = /Expected Number of Columns: (\d+) Found: (\d+)/;
const textMisfit = /Misfit in column ("(?:[^"\\]|\\.)*") of type (\w+): ([^\n]*)/;
const openFailure = /(?:Cannot open file|Could not open file|No files found that match the pattern) "([^"]+)"/;
const damagedFile = /Failed to read file "([^"]+)": ([^\n]*)/;
/** What DuckDB says to those who write its SQL. */
const advice = /[.\s]+(Try |If |Consider )[\s\S]*$/;
const jsonLine =
  /(?:Malformed JSON|JSON transform error) in file "([^"]+)", (?:at byte \d+ )?in (?:line|record\/value) (\d+): ([^\n]*)/;

/**
 * An error met while files were read, as DATA_ROW_BROKEN with file, line, column and value when DuckDB tells them;
 * any other error is given back as it is.
 */
export function explainReadError(error: unknown, path?: string): unknown {
  const text = originalText(error);
  const line = csvLine.exec(text);
  if (line) return brokenCsv(text, { line: Number(line[1]), path, cause: error });
  const misfit = textMisfit.exec(text);
  if (misfit) {
    const [, column, type, value] = misfit;
    return fail('DATA_CELL_MISFIT', { column: JSON.parse(column!), type: type!, value: value! }, { cause: error });
  }
  const gone = openFailure.exec(text);
  if (gone) return openError(gone[1]!, text, error);
  const damaged = damagedFile.exec(text);
  if (damaged) {
    const data = { file: fileName(damaged[1]!), format: 'Parquet', reason: damaged[2]!.trim().replace(/\.$/, '') };
    return fail('DATA_FORMAT_UNREADABLE', data, { cause: error });
  }
  const json = jsonLine.exec(text);
  if (!json) return error;
  return fail(
    'DATA_ROW_BROKEN',
    {
      file: fileName(json[1]!),
      line: Number(json[2]),
      column: '',
      value: '',
      reason: json[3]!.replace(advice, '').trim().replace(/\.$/, ''),
    },
    { cause: error },
  );
}

function openError(path: string, reason: string, cause: unknown) {
  const file = fileName(path.replace(/\[([*?[])\]/g, '$1'));
  const isForbidden = /permission denied|EACCES|EPERM/i.test(reason);
  return fail(isForbidden ? 'DATA_FILE_FORBIDDEN' : 'DATA_FILE_GONE', { file }, { cause });
}

function brokenCsv(text: string, { line, path, cause }: { line: number; path: string | undefined; cause: unknown }) {
  const column = csvColumn.exec(text)?.[1];
  const value = csvValue.exec(text);
  return fail(
    'DATA_ROW_BROKEN',
    {
      file: fileName(csvFile.exec(text)?.[1]?.trim() ?? path ?? 'the file'),
      line,
      column: column === undefined ? '' : `, column “${column}”`,
      columnName: column ?? null,
      found: value?.[1] ?? null,
      value: value ? `: “${value[1]}”` : '',
      ...(encodingText.test(text) && { encoding: true }),
      reason: csvReason(text, value?.[2]),
    },
    { cause },
  );
}

function csvReason(text: string, type: string | undefined): string {
  if (type !== undefined) return `not a valid ${type.toLowerCase()}`;
  const count = csvCount.exec(text);
  // Of a row that is too long DuckDB counts no further than to the first cell too many.
  if (count && Number(count[2]) > Number(count[1])) return `more than ${count[1]} cells`;
  if (count) return `${count[2]} cells instead of ${count[1]}`;
  if (/unterminated quote/i.test(text)) return 'a quote is not closed';
  if (encodingText.test(text)) return 'characters that are not in the encoding of the file';
  const lines = text.split('\n').filter((each) => each && !/^(Original Line|.*CSV Error on Line)/.test(each));
  return (lines[0] ?? 'the row cannot be read').replace(/^Error[: ]*/, '').replace(/\.$/, '');
}

/** A file that could not be read as bytes: cut off, packed otherwise, gone. Cancelling passes as it is. */
export function readFailure(file: string, error: unknown): unknown {
  if (isAppError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return fail('ABORTED', {}, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  if (/\b(ENOENT|EACCES|EPERM)\b/.test(reason)) return openError(file, reason, error);
  return fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'text', reason }, { cause: error });
}

/** A file that is not in its format. Cancelling and broken rows pass as they are. */
export function unreadable(error: unknown, file: string, format: string): unknown {
  const explained = explainReadError(error, file);
  if (/not latin-1 encoded/i.test(originalText(error)))
    return fail('DATA_ENCODING', { file: fileName(file) }, { cause: error });
  if (!isAppError(explained)) return explained;
  if (explained.code === 'DATA_ROW_BROKEN' || explained.code === 'ABORTED' || explained.code.startsWith('DATA_'))
    return explained;
  const reason = (originalText(explained) || explained.message)
    .split('\n')[0]!
    .replace(/^[A-Z][A-Za-z ]* Error: /, '')
    .replace(/"?[^" ]*[\\/]([^"\\/ ]+)"?/g, '$1');
  return fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format, reason }, { cause: explained });
}
