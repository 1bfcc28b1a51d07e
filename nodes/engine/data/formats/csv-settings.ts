import { z } from 'zod';
import { fileInfo } from '../../../platform/files.ts';
import { quoteText } from '../../sql/quote.ts';
import type { Session } from '../../sql/session.ts';
import { fileList, readOptions } from '../file-sql.ts';
import type { FilesInput } from '../format-kind.ts';
import { unreadable } from '../read-error.ts';
import { encodings } from './encodings.ts';

export const csvSettings = z.object({
  /** One character; absent: detected. */
  delimiter: z.string().min(1).max(4).optional(),
  /** Empty: no quoting. */
  quote: z.string().max(1).default('"'),
  escape: z.string().max(1).optional(),
  /** True: the first line names the columns. Absent: detected. */
  header: z.boolean().optional(),
  /** Lines before the header or the first row. */
  skip: z.number().int().min(0).default(0),
  /** Texts that mean an empty cell, besides nothing at all. */
  nulls: z.array(z.string()).default([]),
  encoding: z.enum(encodings).default('utf-8'),
  /** strptime formats; absent: ISO. */
  dateFormat: z.string().optional(),
  timestampFormat: z.string().optional(),
  /** Absent: a point. */
  decimalSeparator: z.enum(['.', ',']).optional(),
  /** Between groups of three digits; absent: none. */
  thousandsSeparator: z.enum(['.', ',']).optional(),
  comment: z.string().max(1).optional(),
  /** Absent: by the ending of the file's name. */
  compression: z.enum(['none', 'gzip', 'zstd']).optional(),
  /** Rows with more or fewer cells than columns: stop (when absent), or fill up and cut. */
  ragged: z.enum(['stop', 'fit']).optional(),
  /** Leave rows out that repeat the header. */
  repeatedHeader: z.boolean().optional(),
  /** Cells that do not fit the type of their column: stop (when absent), or make them empty. */
  misfits: z.enum(['stop', 'empty']).optional(),
  /** Leave broken rows out instead of stopping. */
  skipBroken: z.boolean().default(false),
  newColumns: z.enum(['error', 'ignore']).default('error'),
});
export type CsvSettings = z.output<typeof csvSettings>;
export type CsvInput = FilesInput<CsvSettings>;

/** Options of DuckDB’s reader that follow from the settings alone. */
export function commonOptions(settings: CsvSettings): Record<string, string | undefined> {
  const nulls = settings.nulls.length > 0 ? `[${['', ...settings.nulls].map(quoteText).join(', ')}]` : undefined;
  return {
    quote: quoteText(settings.quote),
    escape: quoteText(settings.escape ?? settings.quote),
    skip: String(settings.skip),
    nullstr: nulls,
    dateformat: settings.dateFormat === undefined ? undefined : quoteText(settings.dateFormat),
    timestampformat: settings.timestampFormat === undefined ? undefined : quoteText(settings.timestampFormat),
    decimal_separator: settings.decimalSeparator === ',' ? "','" : undefined,
    thousands: settings.thousandsSeparator === undefined ? undefined : quoteText(settings.thousandsSeparator),
    ...fileOptions(settings),
    ...(settings.ragged === 'fit' && { null_padding: 'true', strict_mode: 'false', parallel: 'false' }),
    comment: settings.comment === undefined ? undefined : quoteText(settings.comment),
    ignore_errors: settings.skipBroken ? 'true' : undefined,
  };
}

function fileOptions({ encoding, compression }: CsvSettings): Record<string, string | undefined> {
  return {
    encoding: encoding === 'utf-8' ? undefined : quoteText(encoding),
    compression: compression === undefined ? undefined : quoteText(compression),
  };
}

/** A header may go over several lines inside quotes, but not over more than this. */
const headerLines = 20;

/** The first line, with those that follow as long as a quote is open. */
function wholeLine(lines: readonly string[], quote: string): string {
  let line = '';
  for (const [index, part] of lines.entries()) {
    line += index === 0 ? part.replace(/^\uFEFF/, '') : `\n${part}`;
    if (!quote || line.split(quote).length % 2 === 1) return line.replace(/\r$/, '');
  }
  return (lines[0] ?? '').replace(/^\uFEFF/, '').replace(/\r$/, '');
}

const knownLines = new WeakMap<Session, Map<string, string | undefined>>();

/** The first line after `skip`, as it stands in the file; undefined in an empty file. Kept until the file changes: a dataset may have a file a day. */
export async function firstLine(session: Session, file: string, settings: CsvSettings): Promise<string | undefined> {
  const known = knownLines.get(session) ?? new Map<string, string | undefined>();
  knownLines.set(session, known);
  const { size, changed } = (await fileInfo(file)) ?? {};
  const { quote, skip, encoding, comment, compression } = settings;
  const key = JSON.stringify([file, size, changed, quote, skip, encoding, comment, compression]);
  if (!known.has(key)) known.set(key, await readFirstLine(session, file, settings));
  return known.get(key);
}

async function readFirstLine(session: Session, file: string, settings: CsvSettings): Promise<string | undefined> {
  const lines = await readLines(session, file, { settings, limit: headerLines });
  return lines.length === 0 ? undefined : wholeLine(lines, settings.quote);
}

/** Options that read every line as one text, in the column `line`. */
export function lineOptions(settings: CsvSettings): string {
  return readOptions({
    auto_detect: 'false',
    header: 'false',
    delim: "'\u001f'",
    quote: "''",
    escape: "''",
    skip: String(settings.skip),
    ...fileOptions(settings),
    comment: settings.comment === undefined ? undefined : quoteText(settings.comment),
    columns: "{'line': 'VARCHAR'}",
    parallel: 'false',
    strict_mode: 'false',
  });
}

/** The first physical lines of a file after `skip`, comments left out, as they stand in it. */
export async function readLines(
  session: Session,
  file: string,
  { settings, limit }: { settings: CsvSettings; limit: number },
): Promise<string[]> {
  try {
    const sql = `SELECT line FROM read_csv(${fileList([file])}${lineOptions(settings)}) LIMIT ${limit}`;
    const lines = (await session.query(sql)).columns[0] ?? [];
    return lines.map((line) => (line === null ? '' : String(line)));
  } catch (error) {
    throw unreadable(error, file, 'CSV');
  }
}
