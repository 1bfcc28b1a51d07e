import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { firstFew } from '../../nodes/base/first-few.ts';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import { withRemarks } from '../../nodes/contract/remarks.ts';
import type { Sample } from '../../nodes/contract/sample.ts';
import { call } from '../client/call.ts';
import { useCall, useFlow, useProject } from '../client/hooks.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import type { ColumnQuality } from '../grid/draw-header.ts';
import { useRows } from '../grid/use-rows.ts';
import { save } from '../state/downloads.ts';
import { useRuled } from '../state/meanings.ts';
import { tellDone, tellWarning } from '../state/notify.ts';
import { type Filter, wholeFormula } from './filters/filters.ts';
import { type HeldView, isChanged, plainView, type ViewState, withoutLost } from './view-state.ts';

export interface ExplorerProps {
  projectId: string;
  datasetId: string;
  /** When the rows were made: another time shows them anew. Null: there are none yet. */
  builtAt: string | null;
  /** Stands at the left of the bar. */
  lead?: ReactNode;
}

/** Shares of valid, invalid and empty cells of all columns, for the headers: of the sample on show, or a quick one of everything. */
function useQuality(params: { project: string; dataset: string }, sample: Sample, enabled: boolean) {
  const body = sample.kind === 'all' ? {} : { sample };
  const stats = useCall('datasets.stats', { params, body }, { enabled });
  const quality = useMemo(() => {
    if (!stats.data) return undefined;
    return new Map<string, ColumnQuality>(
      stats.data.columns.map(({ column, rows, empty, invalid }) => {
        const all = Math.max(1, rows);
        return [
          column.name,
          { empty: empty / all, invalid: invalid / all, valid: Math.max(0, rows - empty - invalid) / all },
        ];
      }),
    );
  }, [stats.data]);
  const total = stats.data?.sample === 'all rows' ? (stats.data.columns[0]?.rows ?? null) : null;
  return { quality, total };
}

/** The view without what names columns that are no longer there, which is taken out of it for good with a word to the person. */
function useFitting({ view, change }: HeldView, schema: readonly RuledColumn[]): ViewState {
  const found = schema.length > 0 ? withoutLost(view, schema) : null;
  useEffect(() => {
    if (!found) return;
    change(found.change);
    const words = `${firstFew(found.lost, few)}: the columns have gone or hold other values now.`;
    tellWarning('Part of the view no longer fits', words[0]?.toUpperCase() + words.slice(1));
  });
  const isColumnGone = schema.length > 0 && !schema.some(({ name }) => name === view.column);
  return { ...view, ...found?.change, ...(isColumnGone && { column: null }) };
}
const few = 3;

/** Shows everything as it is; what was there before can be had back. */
function resetView({ view, change }: HeldView): void {
  const { column: _, ...plain } = plainView;
  change(plain);
  const { column: __, ...before } = view satisfies ViewState;
  tellDone('The view was reset', 'All rows and columns, in their own order.', {
    label: 'Take it back',
    run: () => change(before),
  });
}

/** Rows of a dataset by pages, as sorted, filtered and sampled; how its columns are arranged. */
export function useExplorer({ projectId, datasetId, builtAt }: ExplorerProps, held: HeldView) {
  const table = `${projectId}/${datasetId}`;
  const { change } = held;
  const onLayout = (layout: ColumnLayout) => change({ layout });
  const params = useMemo(() => ({ project: projectId, dataset: datasetId }), [projectId, datasetId]);
  const flow = useFlow(projectId);
  const node = flow.data?.nodes.find(({ id }) => id === datasetId);
  const known = node?.schema ?? null;
  const said = useProject(projectId).data?.project.datasets[datasetId]?.schema;
  const schema = useRuled(useMemo(() => withRemarks(known ?? [], said), [known, said]));
  // Of other states the columns are those of the next build, not of the rows at hand.
  const view = useFitting(held, node?.state === 'done' ? schema : []);
  const { sample, sort, filters, formula, layout } = view;
  const query = JSON.stringify({ sample, sort, filters, formula });
  const filter = known ? wholeFormula(filters, formula, schema) : formula;
  const kinds = JSON.stringify(schema.map(({ rule: _, ...column }) => column));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query says all there is
  const load = useCallback(
    (offset: number, limit: number, signal?: AbortSignal) => {
      const body = { offset, limit, sort: [...sort], filter: filter || undefined, sample };
      return call('datasets.rows', { params, body }, signal ? { signal } : {});
    },
    [params, query, filter],
  );
  const rows = useRows(`${table}/${builtAt}/${kinds}/${filter}/${query}`, load);
  const { quality, total: counted } = useQuality(params, sample, rows.count > 0);
  const total = rows.total ?? (filter ? null : counted);
  const onSave = (format: 'csv' | 'parquet') =>
    void save('datasets.download', { params, query: { format } }, `${datasetId}.${format}`);
  const setFilter = (filter: Filter, index?: number) =>
    change({ filters: index === undefined ? [...filters, filter] : filters.with(index, filter) });
  const removeFilter = (index: number) => change({ filters: filters.toSpliced(index, 1) });
  const onReset = isChanged(view) ? () => resetView(held) : undefined;
  return {
    view,
    change,
    filter,
    layout,
    onLayout,
    load,
    rows,
    total,
    quality,
    onSave,
    setFilter,
    removeFilter,
    onReset,
  };
}

export type ExplorerState = ReturnType<typeof useExplorer>;
