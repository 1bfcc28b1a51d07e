import { isAppError } from '../../../base/app-error.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { Schema } from '../../../contract/schema.ts';
import { quoteText } from '../../sql/quote.ts';
import { inferTypes } from '../cast-text.ts';
import { textSignature } from '../file-signature.ts';
import { fileName, readOptions } from '../file-sql.ts';
import type { Detected } from '../format-kind.ts';
import { originalText, unreadable } from '../read-error.ts';
import { nameCells } from './column-names.ts';
import { type Layout, layoutOf } from './csv-layout.ts';
import { splitLine } from './csv-line.ts';
import { type CsvInput, type CsvSettings, commonOptions, firstLine, readLines } from './csv-settings.ts';
import { textSql } from './csv-text.ts';
import { valueHints } from './csv-values.ts';
import { readableText } from './encodings.ts';

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
/** Physical lines that the layout is found from. */
const sampledLines = 2000;

/** UTF-8 unless the file cannot be that: then UTF-16 by its byte order mark, else Latin-1, else Windows-1252, which reads anything. */
export async function detectCsv(input: CsvInput): Promise<Detected> {
  const file = input.files[0]!;
  const { compression, encoding } = await textSignature(file);
  const isNamed = /\.(gz|zst)$/i.test(file);
  const settings = {
    ...input.settings,
    ...(compression && !isNamed && { compression }),
    ...(encoding && { encoding }),
  };
  const western = compression ? (['windows-1252'] as const) : (['latin-1', 'windows-1252'] as const);
  const tried = settings.encoding === 'utf-8' ? (['utf-8', ...western] as const) : [settings.encoding];
  for (const [at, encoding] of tried.entries()) {
    try {
      return await detectIn({ ...input, settings: { ...settings, encoding } });
    } catch (error) {
      const isOther = isAppError(error) && (error.data.encoding === true || error.code === 'DATA_ENCODING');
      if (!isOther || at === tried.length - 1) throw error;
    }
  }
  throw fail('DATA_ENCODING', { file: fileName(file) });
}

/** The encoding and packing stay in the settings, also of a file that was converted to look into it. */
async function detectIn(input: CsvInput): Promise<Detected> {
  const found = await detectAs(await readableText(input));
  const { encoding, compression } = input.settings;
  return { ...found, settings: { ...found.settings, encoding, ...(compression && { compression }) } };
}

async function detectAs(input: CsvInput): Promise<Detected> {
  const file = input.files[0]!;
  try {
    const { session, settings } = input;
    const lines = await readLines(session, file, { settings, limit: sampledLines });
    if (lines.every((line) => line.trim() === ''))
      throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'CSV', reason: 'it is empty' });
    lines[0] = lines[0]?.replace(/^\uFEFF/, '') ?? '';
    const sniffed = await sniff(input).catch((error: unknown) => {
      if (isAppError(error) && error.code === 'ABORTED') throw error;
      if (isAppError(unreadable(error, file, 'CSV')) && isEncoding(error, file)) throw error;
      return undefined;
    });
    const layout = layoutOf(lines, dialectOf(settings, sniffed?.settings));
    if (layout && needsLayout(sniffed, layout, settings)) return await detectLeniently(input, layout, sniffed);
    if (!sniffed)
      throw fail('DATA_FORMAT_UNREADABLE', { file: fileName(file), format: 'CSV', reason: 'its lines form no table' });
    return await detectBySniffing(input, layout, sniffed);
  } catch (error) {
    throw unreadable(error, file, 'CSV');
  }
}

function isEncoding(error: unknown, file: string): boolean {
  const explained = unreadable(error, file, 'CSV');
  return isAppError(explained) && explained.data.encoding === true;
}

function dialectOf(settings: CsvSettings, sniffed: CsvSettings | undefined) {
  const found = sniffed && settings.delimiter === undefined ? sniffed : settings;
  return {
    delimiter: settings.delimiter,
    quote: found.quote,
    comment: settings.comment ?? sniffed?.comment,
  };
}

/** What was found by the database's sniffer drops rows or columns, or there is nothing found. */
function needsLayout(sniffed: Sniffed | undefined, layout: Layout, given: CsvSettings): boolean {
  if (!sniffed) return true;
  if (sniffed.settings.escape && sniffed.settings.escape !== sniffed.settings.quote) return false;
  const width = sniffed.columns.length;
  if (width === 1 && layout.width > 1)
    return layout.rows.filter((row) => row.cells.length > 1).length > layout.rows.length / 2;
  if (layout.delimiter !== sniffed.settings.delimiter) return false;
  const skip = given.skip > 0 ? given.skip : layout.skip;
  return sniffed.settings.skip !== skip || layout.ragged || layout.repeatedHeader || width !== layout.width;
}

async function detectBySniffing(input: CsvInput, layout: Layout | undefined, sniffed: Sniffed): Promise<Detected> {
  const body = layout?.rows.slice(sniffed.settings.header ? 1 : 0) ?? [];
  const hints = hintsFor(input.settings, layout && { ...layout, rows: body });
  const { settings: found, columns } = hints
    ? await sniff({ ...input, settings: { ...input.settings, ...hints } })
    : sniffed;
  const settings = { ...found };
  if (isoFormats.includes(settings.dateFormat ?? '')) delete settings.dateFormat;
  if (isoFormats.includes(settings.timestampFormat ?? '')) delete settings.timestampFormat;
  const casts = columns.map(({ type }, index) => `CAST(NULL AS ${type}) AS c${index}`);
  const types = casts.length === 0 ? [] : await input.session.describe(`SELECT ${casts.join(', ')}`);
  const names = settings.header ? await namesOf(input, settings) : [];
  const isSame = names.length === columns.length;
  const schema = columns.map(({ name }, index): Schema[number] => ({
    name: (isSame ? names[index] : undefined) ?? name,
    type: types[index]?.type ?? 'string',
  }));
  return { settings, schema };
}

/** How numbers and missing values are written, when the file shows it and the settings leave it open. */
function hintsFor(given: CsvSettings, layout: Layout | undefined): Partial<CsvSettings> | undefined {
  if (!layout) return undefined;
  const { nulls, decimalSeparator, thousandsSeparator } = valueHints(layout, given.nulls);
  const hints: Partial<CsvSettings> = {
    ...(given.nulls.length === 0 && nulls.length > 0 && { nulls }),
    ...(given.decimalSeparator === undefined && decimalSeparator && { decimalSeparator }),
    ...(given.thousandsSeparator === undefined &&
      given.decimalSeparator === undefined &&
      thousandsSeparator && { thousandsSeparator }),
  };
  return Object.keys(hints).length > 0 ? hints : undefined;
}

async function namesOf(input: CsvInput, settings: CsvSettings): Promise<string[]> {
  const line = await firstLine(input.session, input.files[0]!, settings);
  return nameCells(splitLine(line ?? '', settings.delimiter ?? ',', settings.quote));
}

/** Lines that end in different ways are read by the lenient rules alone. */
async function detectLeniently(input: CsvInput, layout: Layout, sniffed: Sniffed | undefined): Promise<Detected> {
  try {
    return await detectByLayout(input, layout, sniffed);
  } catch (error) {
    if (input.settings.ragged !== undefined || !/reached an invalid state/.test(originalText(error))) throw error;
    return detectByLayout({ ...input, settings: { ...input.settings, ragged: 'fit' } }, layout, sniffed);
  }
}

/** Rows that do not fit a strict reading: laid out by what most lines have, types found from the texts. */
async function detectByLayout(input: CsvInput, layout: Layout, sniffed: Sniffed | undefined): Promise<Detected> {
  const { settings: given, session, signal } = input;
  const skip = given.skip > 0 || given.comment ? given.skip : layout.skip;
  const header = given.header ?? looksLikeHeader(layout);
  const first = layout.rows[0]?.cells.join('\u001f');
  const body = { ...layout, rows: layout.rows.filter(({ cells }) => !header || cells.join('\u001f') !== first) };
  const settings: CsvSettings = {
    ...given,
    ...(given.comment === undefined && sniffed?.settings.comment && { comment: sniffed.settings.comment }),
    ...hintsFor(given, body),
    quote: given.delimiter === undefined ? (sniffed?.settings.quote ?? given.quote) : given.quote,
    delimiter: layout.delimiter,
    skip,
    header,
    ...(given.ragged === undefined && layout.ragged && { ragged: 'fit' as const }),
    ...(given.repeatedHeader === undefined && header && layout.repeatedHeader && { repeatedHeader: true }),
  };
  const named = header ? await namesOf(input, settings) : [];
  const names = header ? named : nameCells(Array.from({ length: layout.width }, () => ''));
  const texts = names.map((name): Schema[number] => ({ name, type: 'string' }));
  const from = textSql(
    { ...input, settings },
    { ...settings, header, delimiter: layout.delimiter, names, files: input.files.slice(0, 1) },
  );
  const { schema, style } = await inferTypes(session, `(${from})`, {
    names: texts.map(({ name }) => name),
    style: settings,
    signal,
  });
  const { dateFormat, timestampFormat } = style;
  return {
    settings: { ...settings, ...(dateFormat && { dateFormat }), ...(timestampFormat && { timestampFormat }) },
    schema,
  };
}

/** The first row names the columns: texts, no numbers, none twice, and not the same kind of thing as the rows below. */
function looksLikeHeader({ rows, repeatedHeader }: Layout): boolean {
  const cells = rows[0]?.cells.map((cell) => cell.trim()) ?? [];
  if (repeatedHeader) return true;
  const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell.replace(',', '.')));
  if (cells.some(isNumber)) return false;
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && new Set(filled).size >= filled.length - 1;
}
