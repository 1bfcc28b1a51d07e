import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { type Filter, filtersFromText, filtersToText } from './filters.ts';

const none: Filter[] = [];

export interface BoardUrl {
  pageId: string | null;
  setPage: (id: string) => void;
  filters: Filter[];
  /** Replaces them in the address, so that it can be sent to others and survives a reload. */
  setFilters: (change: (filters: Filter[]) => Filter[]) => void;
}

/** Page and filters of a dashboard, as its address says; without filters there, those that the dashboard opens with. */
export function useBoardUrl(dashboard: Dashboard | undefined): BoardUrl {
  const [search, setSearch] = useSearchParams();
  const texts = search.getAll('f');
  const key = search.has('f') ? JSON.stringify(texts) : null;
  const start = dashboard?.filters ?? none;
  const filters = useMemo(() => (key === null ? start : filtersFromText(JSON.parse(key) as string[])), [key, start]);
  const setFilters = useCallback(
    (change: (filters: Filter[]) => Filter[]) =>
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          const now = next.has('f') ? filtersFromText(next.getAll('f')) : start;
          next.delete('f');
          const wanted = filtersToText(change(now));
          for (const text of wanted) next.append('f', text);
          // Said even when there are none, so that those of the start do not come back.
          if (wanted.length === 0 && start.length > 0) next.append('f', '');
          return next;
        },
        { replace: true },
      ),
    [setSearch, start],
  );
  const setPage = useCallback(
    (id: string) =>
      setSearch((old) => {
        const next = new URLSearchParams(old);
        next.set('page', id);
        return next;
      }),
    [setSearch],
  );
  return { pageId: search.get('page'), setPage, filters, setFilters };
}
