import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RowsPage, Schema } from '../../nodes/contract/schema.ts';
import { ApiError } from '../client/call.ts';

export const PAGE_ROWS = 250;

export type LoadPage = (offset: number, limit: number, signal: AbortSignal) => Promise<RowsPage>;

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
  /** The cell, or undefined while its page is on its way. */
  cell(column: number, row: number): unknown;
  /** Asks for the pages of a range of rows. */
  show(from: number, to: number): void;
  /** Grows when pages arrive. */
  version: number;
}

const none: Schema = [];

/** Pages of a source; `key` names the source: another key starts anew. */
export function useRows(key: string, load: LoadPage): Rows {
  const pages = useRef(new Map<number, RowsPage | 'loading'>());
  const [version, setVersion] = useState(0);
  const [first, setFirst] = useState<RowsPage | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [loading, setLoading] = useState(true);
  const reader = useRef(load);
  reader.current = load;
  const stop = useRef(new AbortController());

  const fetchPage = useCallback(async (index: number) => {
    const { signal } = stop.current;
    pages.current.set(index, 'loading');
    try {
      const page = await reader.current(index * PAGE_ROWS, PAGE_ROWS, signal);
      if (signal.aborted) return;
      pages.current.set(index, page);
      setError(null);
      if (index === 0) setFirst(page);
    } catch (cause) {
      if (signal.aborted) return;
      pages.current.delete(index);
      setError(cause instanceof ApiError ? cause : new ApiError(0, { code: 'CLIENT', message: String(cause) }));
    }
    setLoading(false);
    setVersion((old) => old + 1);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another source
  useEffect(() => {
    stop.current = new AbortController();
    pages.current = new Map();
    setLoading(true);
    void fetchPage(0);
    return () => stop.current.abort();
  }, [key, fetchPage]);

  const show = useCallback(
    (from: number, to: number) => {
      const last = Math.floor(Math.max(from, to) / PAGE_ROWS);
      for (let index = Math.max(0, Math.floor(from / PAGE_ROWS)); index <= last; index += 1) {
        if (!pages.current.has(index)) void fetchPage(index);
      }
    },
    [fetchPage],
  );

  const cell = useCallback((column: number, row: number): unknown => {
    const page = pages.current.get(Math.floor(row / PAGE_ROWS));
    if (!page || page === 'loading') return undefined;
    const value = page.columns[column]?.[row % PAGE_ROWS];
    return value === undefined ? null : value;
  }, []);

  return useMemo(() => {
    const read = [...pages.current.values()].reduce(
      (most, page) => (page === 'loading' ? most : Math.max(most, page.offset + (page.columns[0]?.length ?? 0))),
      0,
    );
    const total = first?.total ?? null;
    return {
      schema: first?.schema ?? none,
      count: total ?? read,
      total,
      sample: first?.sample ?? '',
      loading,
      error,
      cell,
      show,
      version,
    };
  }, [first, loading, error, cell, show, version]);
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
    cell: (column, row) => page.columns[column]?.[row] ?? null,
    show: () => {},
    version: 0,
  };
}
