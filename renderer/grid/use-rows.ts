import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RowsPage, Schema } from '../../nodes/contract/schema.ts';
import { ApiError } from '../client/call.ts';
import { type LoadPage, PageLoader } from './page-loader.ts';

export const PAGE_ROWS = 250;

export type { LoadPage } from './page-loader.ts';

/** Rows by number, fetched by pages as they come into view. */
export interface Rows {
  schema: Schema;
  /** Known rows: the whole, or as far as was read when the whole is not known. */
  count: number;
  /** Rows of the whole, null when not known. */
  total: number | null;
  /** How the rows were chosen, in words. */
  sample: string;
  loading: boolean;
  error: ApiError | null;
  /** What is wrong with a row beyond those read so far, for which the whole cannot be counted. */
  problem: string | null;
  /** The cell, or undefined while its page is on its way. */
  cell(column: number, row: number): unknown;
  /** Asks for the pages of a range of rows. */
  show(from: number, to: number): void;
  /** Whether all rows of a range have come. */
  isThere(from: number, to: number): boolean;
  /** Grows when pages arrive. */
  version: number;
}

const none: Schema = [];

/** Between the questions for the number of rows, in milliseconds: ever longer, up to a most. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;

/** Asks a page now and then whether the number of rows is known by now, or why it cannot be: the node may be counting. Call what it returns to stop. */
function askForTotal(load: (signal: AbortSignal) => Promise<RowsPage>, found: (page: RowsPage) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const ask = async (wait: number) => {
    const page = await load(stop.signal).catch(() => null);
    if (stop.signal.aborted) return;
    if (page && (page.total !== null || page.problem)) found(page);
    else if (wait < LONGEST_WAIT) timer = setTimeout(ask, wait * 1.5, wait * 1.5);
  };
  timer = setTimeout(ask, FIRST_WAIT, FIRST_WAIT);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

/** Pages of a source; `key` names the source: another key starts anew. */
export function useRows(key: string, load: LoadPage): Rows {
  const [version, setVersion] = useState(0);
  const [first, setFirst] = useState<RowsPage | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [loading, setLoading] = useState(true);
  const reader = useRef(load);
  reader.current = load;
  const pages = useRef<PageLoader | null>(null);
  const last = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another source
  useEffect(() => {
    setLoading(true);
    const settle = () => {
      setLoading(false);
      setVersion((old) => old + 1);
    };
    const loader = new PageLoader({
      load: (offset, limit, signal) => reader.current(offset, limit, signal),
      pageRows: PAGE_ROWS,
      onPage: (index, page) => {
        last.current = (page.total ?? Number.POSITIVE_INFINITY) - 1;
        setError(null);
        setFirst((old) => (index === 0 ? page : old && { ...old, total: old.total ?? page.total }));
        settle();
      },
      onError: (cause) => {
        setError(cause instanceof ApiError ? cause : new ApiError(0, { code: 'CLIENT', message: String(cause) }));
        settle();
      },
    });
    pages.current = loader;
    loader.show(0, 0, 0);
    return () => loader.stop();
  }, [key]);

  const isOpenEnded = first !== null && first.total === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another source
  useEffect(() => {
    if (!isOpenEnded) return;
    return askForTotal(
      (signal) => reader.current(0, 1, signal),
      ({ total, problem }) => {
        if (total !== null) last.current = total - 1;
        setFirst((old) => old && { ...old, total, ...(problem && { problem }) });
      },
    );
  }, [key, isOpenEnded]);

  const show = useCallback((from: number, to: number) => pages.current?.show(from, to, last.current), []);

  const isThere = useCallback((from: number, to: number): boolean => {
    const end = Math.floor(Math.min(to, last.current) / PAGE_ROWS);
    for (let index = Math.floor(from / PAGE_ROWS); index <= end; index += 1) {
      if (!pages.current?.page(index)) return false;
    }
    return true;
  }, []);

  const cell = useCallback((column: number, row: number): unknown => {
    const page = pages.current?.page(Math.floor(row / PAGE_ROWS));
    if (!page) return undefined;
    const value = page.columns[column]?.[row - page.offset];
    return value === undefined ? null : value;
  }, []);

  return useMemo(() => {
    const total = first?.total ?? null;
    return {
      schema: first?.schema ?? none,
      count: total ?? pages.current?.known ?? 0,
      total,
      sample: first?.sample ?? '',
      loading,
      error,
      problem: first?.problem ?? null,
      cell,
      show,
      isThere,
      version,
    };
  }, [first, loading, error, cell, show, isThere, version]);
}

/** A page that is already there, as rows. */
export function rowsOfPage(page: RowsPage): Rows {
  return {
    schema: page.schema,
    count: page.columns[0]?.length ?? 0,
    total: page.total,
    sample: page.sample,
    loading: false,
    error: null,
    problem: null,
    cell: (column, row) => page.columns[column]?.[row] ?? null,
    show: () => {},
    isThere: () => true,
    version: 0,
  };
}
