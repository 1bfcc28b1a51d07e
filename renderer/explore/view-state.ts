import { create } from 'zustand';
import type { Sample } from '../../nodes/contract/sample.ts';
import type { Sort } from '../grid/draw-header.ts';
import type { Filter } from './filters/filters.ts';

/** What of a dataset is on show: which rows, in which order, and the column that is looked into. */
export interface ViewState {
  sample: Sample;
  sort: readonly Sort[];
  filters: readonly Filter[];
  /** A condition typed by hand. */
  formula: string;
  column: string | null;
}

const start: ViewState = { sample: { kind: 'all' }, sort: [], filters: [], formula: '', column: null };

interface ViewStates {
  views: Readonly<Record<string, ViewState>>;
}

/** The view of each dataset, kept while the page is open: the pane below the canvas and the page of a dataset share it. */
const useViewStates = create<ViewStates>()(() => ({ views: {} }));

/** The view of one table, and how to change parts of it. */
export function useView(table: string): [ViewState, (change: Partial<ViewState>) => void] {
  const view = useViewStates((state) => state.views[table]) ?? start;
  const change = (part: Partial<ViewState>) =>
    useViewStates.setState(({ views }) => ({ views: { ...views, [table]: { ...(views[table] ?? start), ...part } } }));
  return [view, change];
}

/** The order after a column was chosen to sort by: alone, or behind those that are there. */
export function withSort(sort: readonly Sort[], by: Sort, keepOthers: boolean): Sort[] {
  const at = sort.findIndex(({ column }) => column === by.column);
  if (!keepOthers) return [by];
  return at < 0 ? [...sort, by] : sort.map((one, index) => (index === at ? by : one));
}
