import type { Column, DataType, Schema } from '../../contract/schema.ts';
import { quoteIdentifier, quoteText } from '../sql/quote.ts';
import type { Session } from '../sql/session.ts';
import { duckDbTypeName } from '../sql/types.ts';

/** How values are written in a text file. */
export interface TextStyle {
  dateFormat?: string | undefined;
  timestampFormat?: string | undefined;
  decimalSeparator?: '.' | ',' | undefined;
  thousandsSeparator?: '.' | ',' | undefined;
}

function numberText(text: string, { decimalSeparator, thousandsSeparator }: TextStyle): string {
  let sql = `trim(${text})`;
  if (thousandsSeparator !== undefined) sql = `replace(${sql}, ${quoteText(thousandsSeparator)}, '')`;
  return decimalSeparator === ',' ? `replace(${sql}, ',', '.')` : sql;
}

/** SQL that reads a text as a type; null where it does not fit. */
export function tryCast(text: string, type: DataType, style: TextStyle = {}): string {
  const name = duckDbTypeName(type);
  switch (type) {
    case 'string':
      return text;
    case 'int':
    case 'bigint': {
      const number = numberText(text, style);
      return `CASE WHEN regexp_full_match(${number}, '[+-]?[0-9]+') THEN TRY_CAST(${number} AS ${name}) END`;
    }
    case 'double':
    case 'decimal':
      return `TRY_CAST(${numberText(text, style)} AS ${name})`;
    case 'date':
      return style.dateFormat === undefined
        ? `TRY_CAST(trim(${text}) AS DATE)`
        : `CAST(try_strptime(trim(${text}), ${quoteText(style.dateFormat)}) AS DATE)`;
    case 'timestamp':
      return style.timestampFormat === undefined
        ? `TRY_CAST(trim(${text}) AS TIMESTAMP)`
        : `try_strptime(trim(${text}), ${quoteText(style.timestampFormat)})`;
    default:
      return `TRY_CAST(${text} AS ${name})`;
  }
}

/** The same, but an error with column and value where it does not fit. */
export function strictCast(column: Column, style: TextStyle): string {
  const text = quoteIdentifier(column.name);
  if (column.type === 'string') return text;
  const cast = tryCast(text, column.type, style);
  const words = `'Misfit in column ' || ${quoteText(JSON.stringify(column.name))} || ' of type ${column.type}: ' || ${text}`;
  return `CASE WHEN ${text} IS NULL THEN NULL WHEN (${cast}) IS NULL THEN error(${words}) ELSE ${cast} END`;
}

const dateFormats = ['%Y-%m-%d', '%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%Y/%m/%d', '%d.%m.%y', '%m/%d/%y'];
const timeFormats = [
  '%d.%m.%Y %H:%M:%S',
  '%d.%m.%Y %H:%M',
  '%d/%m/%Y %H:%M:%S',
  '%d/%m/%Y %H:%M',
  '%m/%d/%Y %H:%M:%S',
  '%m/%d/%Y %H:%M',
];
const plainTypes: readonly DataType[] = ['boolean', 'bigint', 'double', 'date', 'timestamp'];
/** Rows that types are found from, and those that rule most of them out: a text that does not fit a type is dear to try. */
const [inferredRows, firstRows] = [20_000, 200];

type Test = (text: string) => string;
interface Counts {
  name: string;
  /** Texts that are there, those of them with leading zeros, and those that fit each test; undefined: not tried. */
  counts: (number | undefined)[];
}

/**
 * Types of text columns: the narrowest that every value fits, and the one way of writing dates that suits most columns.
 * `from` stands after FROM and has the named columns as texts.
 */
export async function inferTypes(
  session: Session,
  from: string,
  { names, style, signal }: { names: readonly string[]; style: TextStyle; signal?: AbortSignal | undefined },
): Promise<{ schema: Schema; style: TextStyle }> {
  const days = style.dateFormat === undefined ? dateFormats : [style.dateFormat];
  const times = style.timestampFormat === undefined ? timeFormats : [style.timestampFormat];
  const tests: Test[] = [
    ...plainTypes.map((type) => (text: string) => tryCast(text, type, style)),
    ...days.map((dateFormat) => (text: string) => tryCast(text, 'date', { dateFormat })),
    ...times.map((timestampFormat) => (text: string) => tryCast(text, 'timestamp', { timestampFormat })),
  ];
  if (names.length === 0) return { schema: [], style };
  const count = (rows: number, tried: (column: number, test: number) => boolean) =>
    countFitting(session, from, { names, tests, rows, tried, signal });
  const first = await count(firstRows, () => true);
  const isPossible = (column: number, test: number) => {
    const [all, , ...fit] = first.columns[column]?.counts ?? [];
    return fit[test] === all;
  };
  const { columns: found } = first.rows < firstRows ? first : await count(inferredRows, isPossible);
  const fits = (at: number) => found.filter(({ counts: [all = 0, , ...fit] }) => all > 0 && fit[at] === all).length;
  const best = (from: number, to: number) => {
    const order = Array.from({ length: to - from }, (_, index) => from + index);
    const top = order.reduce((most, at) => (fits(at) > fits(most) ? at : most), from);
    return fits(top) > 0 ? top : undefined;
  };
  const day = best(plainTypes.length, plainTypes.length + days.length);
  const time = best(plainTypes.length + days.length, tests.length);
  const schema = found.map(({ name, counts: [all = 0, leadingZeros = 0, ...fit] }): Column => {
    const isWhole = (at: number | undefined) => at !== undefined && all > 0 && fit[at] === all;
    if (isWhole(1)) return { name, type: leadingZeros > 0 ? 'string' : 'bigint' };
    if (isWhole(2)) return { name, type: 'double' };
    if (isWhole(day)) return { name, type: 'date' };
    if (isWhole(4) || isWhole(time)) return { name, type: 'timestamp' };
    return { name, type: isWhole(0) ? 'boolean' : 'string' };
  });
  const dateFormat = day === undefined ? style.dateFormat : days[day - plainTypes.length];
  const timestampFormat = time === undefined ? style.timestampFormat : times[time - plainTypes.length - days.length];
  return {
    schema,
    style: { ...style, dateFormat: dateFormat === '%Y-%m-%d' ? undefined : dateFormat, timestampFormat },
  };
}

interface Counting {
  names: readonly string[];
  tests: readonly Test[];
  rows: number;
  tried: (column: number, test: number) => boolean;
  signal: AbortSignal | undefined;
}

/** How many texts of the first rows fit each test, columns by themselves. */
async function countFitting(
  session: Session,
  from: string,
  { names, tests, rows, tried, signal }: Counting,
): Promise<{ rows: number; columns: Counts[] }> {
  const zeros = (text: string) => `count(*) FILTER (WHERE regexp_matches(${text}, '^0[0-9]'))`;
  const figures = names.map((name, column) => {
    const text = quoteIdentifier(name);
    const fitting = tests.map((test, at) => (tried(column, at) ? `count(${test(text)})` : undefined));
    return [`count(${text})`, zeros(text), ...fitting];
  });
  const asked = figures.flat().filter((figure) => figure !== undefined);
  const sql = `SELECT count(*), ${asked.join(', ')} FROM (SELECT * FROM ${from} LIMIT ${rows})`;
  const { columns } = await session.query(sql, signal ? { signal } : {});
  const [total = 0, ...answers] = columns.map((values) => Number(values[0] ?? 0));
  let at = 0;
  const counted = figures.map((list, column) => ({
    name: names[column] ?? '',
    counts: list.map((figure) => (figure === undefined ? undefined : answers[at++])),
  }));
  return { rows: total, columns: counted };
}
