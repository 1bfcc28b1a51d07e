import type { DatasetView } from '../../nodes/contract/dataset-view.ts';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import { useCall } from '../client/hooks.ts';
import { plainLayout } from '../grid/column-layout.ts';
import type { Sort } from '../grid/draw-header.ts';
import { keepView, keptView } from '../state/dataset-views.ts';
import { filterFormula } from './filters/filters.ts';

export type ViewState = DatasetView;

/** A dataset as it is: all rows and columns in their own order. */
export const plainView: ViewState = {
  sample: { kind: 'all' },
  sort: [],
  filters: [],
  formula: '',
  column: null,
  layout: plainLayout,
};

export interface HeldView {
  view: ViewState;
  change: (part: Partial<ViewState>) => void;
  /** What was kept of the last time has come. */
  isReady: boolean;
}

/**
 * How this person looks at a dataset, as the node keeps it: the pane below the canvas and the page of a dataset share it, and it is
 * found again after a reload or at another address.
 */
export function useView(projectId: string, datasetId: string): HeldView {
  const params = { project: projectId, dataset: datasetId };
  const kept = useCall(
    'datasets.view',
    { params },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY },
  );
  return {
    view: kept.data?.view ?? plainView,
    change: (part) => keepView(params, { ...(keptView(params) ?? plainView), ...part }),
    isReady: !kept.isPending,
  };
}

/** Whether something of a dataset is not shown as it is. Which column is looked into does not count. */
export function isChanged({ column: _, ...view }: ViewState): boolean {
  const { column: __, ...plain } = plainView;
  return JSON.stringify(sorted(view)) !== JSON.stringify(sorted(plain));
}
const sorted = (value: object) => Object.entries(value).sort(([a], [b]) => a.localeCompare(b));

/** The order after a column was chosen to sort by: alone, or behind those that are there. */
export function withSort(sort: readonly Sort[], by: Sort, keepOthers: boolean): Sort[] {
  const at = sort.findIndex(({ column }) => column === by.column);
  if (!keepOthers) return [by];
  return at < 0 ? [...sort, by] : sort.map((one, index) => (index === at ? by : one));
}

/** What of a view the columns at hand still allow, and in words what they do not; null when all is well. */
export function withoutLost(
  view: ViewState,
  schema: readonly RuledColumn[],
): { change: Partial<ViewState>; lost: string[] } | null {
  const byName = new Map(schema.map((column) => [column.name, column]));
  const fits = (filter: ViewState['filters'][number]) =>
    byName.has(filter.column) && (filter.kind !== 'values' || filterFormula(filter, schema) !== null);
  const filters = view.filters.filter(fits);
  const sort = view.sort.filter(({ column }) => byName.has(column));
  const { sample } = view;
  const isStrange = sample.kind === 'stratified' && !byName.has(sample.column);
  const lost = [
    ...view.filters.filter((filter) => !fits(filter)).map(({ column }) => `the filter of “${column}”`),
    ...view.sort.filter(({ column }) => !byName.has(column)).map(({ column }) => `the order by “${column}”`),
    ...(isStrange ? [`the sample by “${sample.column}”`] : []),
  ];
  if (lost.length === 0) return null;
  return { change: { filters, sort, ...(isStrange && { sample: plainView.sample }) }, lost };
}
