import { randomUUID } from 'node:crypto';
import { closest } from '../../base/closest.ts';
import { fail } from '../../contract/errors/index.ts';
import { type SampleChoice, sampleOf } from '../../contract/sample.ts';
import type { StatisticsReply } from '../../contract/statistics.ts';
import { explainReadError } from '../data/read-error.ts';
import type { Rows } from '../data/relation.ts';
import { sampled } from '../data/sample.ts';
import { compileFormula } from '../expr/check.ts';
import { duckDb } from '../expr/dialect.ts';
import { printExpr } from '../sql/print-expr.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import type { QueryOptions, Session } from '../sql/session.ts';
import type { CardContext, CardKind } from './card-kind.ts';
import { checkSlots, namesIn } from './columns.ts';
import { loadDistributions } from './distributions.ts';
import { cardKinds } from './registry.ts';

export interface CardQuery {
  kind: string;
  settings: Record<string, unknown>;
  sample: SampleChoice;
  filter?: string | undefined;
  level: number;
  signal?: AbortSignal | undefined;
}

/** Rows with the Parquet file behind them, if they are one. */
export type CardRows = Rows & { file?: string };

/**
 * What a card finds in the rows of a dataset, computed by the database. The session must keep the order of rows.
 * STATISTICS_*, DATA_COLUMN_UNKNOWN, FORMULA_*, DATA_ROW_BROKEN.
 */
export async function queryCard(session: Session, rows: CardRows, query: CardQuery): Promise<StatisticsReply> {
  const kind = kindOf(query.kind);
  const { schema, dataset } = rows;
  const settings = kind.parse(query.settings);
  checkSlots(kind, settings, { schema, dataset });
  const where = query.filter?.trim()
    ? printExpr(compileFormula(query.filter, schema, 'boolean').expr, duckDb)
    : undefined;
  const options = query.signal ? { signal: query.signal } : {};
  const distributions = await loadDistributions();
  try {
    const wanted = sampleOf(query.sample);
    const sample = await sampled(session, rows, { sample: wanted, ...options });
    const from = where ? `(SELECT * FROM ${sample.sql} WHERE ${where})` : sample.sql;
    const isFile = rows.file !== undefined && sample.sql === rows.sql;
    const columns = columnsOf(kind, settings, rows);
    return await withTable(session, { from, columns, isFile, options }, async (table) => {
      const run = async (sql: string) => (await session.query(sql, options)).columns;
      const count = Number((await run(`SELECT count(*) FROM ${table}`))[0]?.[0] ?? 0);
      const context: CardContext = { schema, rows: table, count, level: query.level, distributions, query: run };
      // A beginning that holds fewer rows than asked for is the whole.
      const isWhole = wanted.kind === 'head' && !where && count < wanted.rows;
      const sections = await kind.compute(settings, context);
      return { sample: isWhole ? 'all rows' : sample.words, rows: count, sections };
    });
  } catch (error) {
    throw explainReadError(error);
  }
}

/** STATISTICS_CARD_UNKNOWN with the nearest name. */
function kindOf(id: string): CardKind {
  const kind = cardKinds.find(id);
  if (kind) return kind;
  const near = closest(id, cardKinds.ids);
  throw fail('STATISTICS_CARD_UNKNOWN', { kind: id, suggestion: near ? `; did you mean “${near}”?` : '' });
}

/** Columns that the card looks at; none chosen stands for all. */
function columnsOf(kind: CardKind, settings: Record<string, unknown>, { schema }: Rows): string[] {
  const names = new Set(kind.slots.flatMap((slot) => namesIn(settings, slot)));
  const used = schema.map(({ name }) => name).filter((name) => names.size === 0 || names.has(name));
  return used.length > 0 ? used : schema.map(({ name }) => name);
}

interface Wanted {
  from: string;
  columns: readonly string[];
  /** Whether the rows are all those of a Parquet file, which is as quick to read again as a table. */
  isFile: boolean;
  options: QueryOptions;
}

/** Cards ask several queries: what is slow to read, or not the same when read again, is kept as a table meanwhile. */
async function withTable<T>(session: Session, wanted: Wanted, work: (table: string) => Promise<T>): Promise<T> {
  if (wanted.isFile) return work(wanted.from);
  const table = `card_${randomUUID().replaceAll('-', '')}`;
  const names = wanted.columns.map(quoteIdentifier).join(', ');
  await session.run(`CREATE TABLE ${table} AS SELECT ${names} FROM ${wanted.from}`, wanted.options);
  try {
    return await work(table);
  } finally {
    await session.run(`DROP TABLE IF EXISTS ${table}`).catch(() => {});
  }
}
