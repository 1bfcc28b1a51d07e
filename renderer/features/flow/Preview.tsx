import { Loader, SegmentedControl, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Recipe } from '../../../nodes/contract/project/index.ts';
import type { RowsPage } from '../../../nodes/contract/schema.ts';
import { useCall } from '../../client/hooks.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { rowsOfPage } from '../../grid/use-rows.ts';
import { usePreferences } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { differences } from './differences.ts';
import styles from './editors/editors.module.css';

/** Rows of a recipe as it is being edited; asked a moment after the last change, the former rows stay meanwhile. */
export function usePreview(
  projectId: string,
  recipe: Recipe,
  wanted: { output: string | undefined; step: number | null; enabled: boolean },
) {
  const limit = usePreferences((state) => state.previewRows);
  const [asked] = useDebouncedValue({ recipe, ...wanted }, 250);
  const body = { recipe: asked.recipe, output: asked.output, step: asked.step ?? undefined, limit };
  const query = useCall(
    'flow.preview',
    { params: { project: projectId }, body },
    { placeholderData: keepPreviousData, enabled: wanted.enabled, gcTime: 60_000 },
  );
  return { ...query, old: asked.recipe !== recipe || query.isPlaceholderData };
}

interface PreviewProps {
  preview: ReturnType<typeof usePreview>;
  /** Rows before the step on show, for marking what it changed. */
  before: RowsPage | null | undefined;
  /** What the preview shows: `after step 3 of 5`. */
  place: string | null;
  outputs: readonly { id: string; name: string }[];
  output: string | undefined;
  onOutput: (id: string) => void;
}

/** The result as far as it can be told without running. */
export function Preview({ preview, before, place, outputs, output, onOutput }: PreviewProps) {
  const page = preview.data?.page ?? null;
  const rows = useMemo(() => (page ? rowsOfPage(page) : null), [page]);
  const marks = useMemo(() => differences(before ?? null, page), [before, page]);
  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        <strong>Preview</strong>
        {place ? <span>{place}</span> : null}
        {outputs.length > 1 ? (
          <SegmentedControl
            size="xs"
            value={output}
            onChange={onOutput}
            data={outputs.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        {marks.changed > 0 ? (
          <span className={styles.legend}>
            <i /> {formatCount(marks.changed)} cells changed
          </span>
        ) : null}
        {marks.added.size > 0 ? (
          <span className={styles.legend} data-kind="added">
            <i /> {marks.added.size} {marks.added.size === 1 ? 'column' : 'columns'} added
          </span>
        ) : null}
        <span style={{ flex: 1 }} />
        {preview.isFetching ? <Loader size={12} /> : null}
        {page ? (
          <span>
            {formatCount(rows?.count)} rows{page.sample ? ` · ${page.sample}` : ''}
          </span>
        ) : null}
      </div>
      <div className={styles.previewGrid} data-old={(preview.old && page) || undefined}>
        {preview.error ? (
          <div style={{ padding: 12 }}>
            <ErrorNotice error={preview.error} />
          </div>
        ) : null}
        {preview.isPending ? <Skeleton h="100%" radius={0} /> : null}
        {rows && rows.schema.length > 0 ? (
          <DataGrid rows={rows} label="Preview" isChanged={marks.isChanged} added={marks.added} reveal={marks.first} />
        ) : null}
        {preview.data && !page ? (
          <EmptyState icon={IconEyeOff} title="No preview">
            {preview.data.problems.some(({ severity }) => severity === 'error')
              ? 'Finish the settings to see the result.'
              : 'This recipe shows its result after a run.'}
          </EmptyState>
        ) : null}
      </div>
    </div>
  );
}
