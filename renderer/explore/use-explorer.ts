import { type ReactNode, useCallback, useMemo } from 'react';
import { withRemarks } from '../../nodes/contract/remarks.ts';
import { type Sample, toSampleQuery } from '../../nodes/contract/sample.ts';
import { call } from '../client/call.ts';
import { useCall, useFlow, useProject } from '../client/hooks.ts';
import type { ColumnQuality } from '../grid/draw-header.ts';
import { useGridLayout } from '../grid/grid-layouts.ts';
import { useRows } from '../grid/use-rows.ts';
import { save } from '../state/downloads.ts';
import { useRuled } from '../state/meanings.ts';
import { type Filter, wholeFormula } from './filters/filters.ts';
import { useView } from './view-state.ts';

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
  const query = sample.kind === 'all' ? {} : { query: toSampleQuery(sample) };
  const stats = useCall('datasets.stats', { params, ...query }, { enabled });
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

/** Rows of a dataset by pages, as sorted, filtered and sampled; how its columns are arranged. */
export function useExplorer({ projectId, datasetId, builtAt }: ExplorerProps) {
  const table = `${projectId}/${datasetId}`;
  const [view, change] = useView(table);
  const [layout, onLayout] = useGridLayout(table);
  const params = useMemo(() => ({ project: projectId, dataset: datasetId }), [projectId, datasetId]);
  const { sample, sort, filters, formula } = view;
  const query = JSON.stringify({ sample, sort, filters, formula });
  const flow = useFlow(projectId);
  const known = flow.data?.nodes.find(({ id }) => id === datasetId)?.schema ?? null;
  const said = useProject(projectId).data?.project.datasets[datasetId]?.schema;
  const schema = useRuled(useMemo(() => withRemarks(known ?? [], said), [known, said]));
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
  return { view, change, layout, onLayout, load, rows, total, quality, onSave, setFilter, removeFilter };
}

export type ExplorerState = ReturnType<typeof useExplorer>;
