import { isAppError } from '../../../base/app-error.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { readStream } from '../../../platform/files.ts';
import { quoteText } from '../../sql/quote.ts';
import { fileName, readOptions } from '../file-sql.ts';
import type { Detected } from '../format-kind.ts';
import { unreadable } from '../read-error.ts';
import { type CsvInput, type CsvSettings, commonOptions, firstLine } from './csv-settings.ts';

interface Sniffed {
  settings: CsvSettings;
  columns: { name: string; type: string }[];
}

async function sniff(input: CsvInput): Promise<Sniffed> {
  const { settings, session } = input;
  const file = input.files[0]!;
  const { quote, escape: escapeWith, skip, ...others } = commonOptions(settings);
  const options = readOptions({
    ...others,
    delim: settings.delimiter === undefined ? undefined : quoteText(settings.delimiter),
    header: settings.header === undefined ? undefined : String(settings.header),
    quote: settings.quote === '"' ? undefined : quote,
    escape: settings.escape === undefined ? undefined : escapeWith,
    skip: settings.skip === 0 ? undefined : skip,
  });
  const names =
    '"Delimiter", "Quote", "Escape", "HasHeader", "SkipRows", "DateFormat", "TimestampFormat", "Columns", "Comment"';
  const path = quoteText(file.replace(/[*?[]/g, (found) => `[${found}]`));
  const { columns } = await session.query(`SELECT ${names} FROM sniff_csv(${path}${options})`, {
    signal: input.signal,
  });
  const [delimiter, foundQuote, foundEscape, header, skipped, date, timestamp, found, comment] = columns.map(
    (values) => values[0],
  );
  const character = (value: unknown) => (typeof value === 'string' && value !== '(empty)' ? value : undefined);
  return {
    settings: {
      ...settings,
      delimiter: settings.delimiter ?? character(delimiter) ?? ',',
      quote: character(foundQuote) ?? settings.quote,
      ...(character(foundEscape) &&
        character(foundEscape) !== (character(foundQuote) ?? '"') && { escape: character(foundEscape) }),
      header: settings.header ?? header === true,
      skip: settings.skip || Number(skipped ?? 0),
      ...(character(comment) && { comment: character(comment) }),
      ...(typeof date === 'string' && { dateFormat: date }),
      ...(typeof timestamp === 'string' && { timestampFormat: timestamp }),
    },
    columns: found as Sniffed['columns'],
  };
}

const isoFormats = ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f'];

/** UTF-8 unless the file cannot be that: then UTF-16 by its byte order mark, else Latin-1, which reads anything. */
export async function detectCsv(input: CsvInput): Promise<Detected> {
  try {
    return await detectAs(input);
  } catch (error) {
    const isOther = input.settings.encoding === 'utf-8' && isAppError(error) && error.data.encoding === true;
    if (!isOther) throw error;
    const encoding = (await startsWithMark(input.files[0]!)) ? 'utf-16' : 'latin-1';
    return detectAs({ ...input, settings: { ...input.settings, encoding } });
  }
}

async function startsWithMark(file: string): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of readStream(file, { start: 0, end: 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('hex') === 'fffe';
}

async function detectAs(input: CsvInput): Promise<Detected> {
  const file = input.files[0]!;
  try {
    if ((await firstLine(input.session, file, input.settings)) === undefined)
      throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'CSV', reason: 'it is empty' });
    const sniffed = await sniff(input);
    const settings = { ...sniffed.settings };
    if (isoFormats.includes(settings.dateFormat ?? '')) delete settings.dateFormat;
    if (isoFormats.includes(settings.timestampFormat ?? '')) delete settings.timestampFormat;
    const casts = sniffed.columns.map(({ type }, index) => `CAST(NULL AS ${type}) AS c${index}`);
    const types = casts.length === 0 ? [] : await input.session.describe(`SELECT ${casts.join(', ')}`);
    const schema = sniffed.columns.map(({ name }, index): Schema[number] => ({
      name,
      type: types[index]?.type ?? 'string',
    }));
    return { settings, schema };
  } catch (error) {
    throw unreadable(error, file, 'CSV');
  }
}
