import { Loader, Skeleton } from '@mantine/core';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { rowsOfPage } from '../../grid/use-rows.ts';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import styles from './editors/editors.module.css';
import { useSampleRows } from './editors/use-sample-rows.ts';
import { NoRows } from './NoRows.tsx';
import { type PreviewSample, SampleMenu } from './SampleMenu.tsx';

interface InputRowsProps {
  projectId: string;
  input: { id: string; name: string };
  /** In front of the bar. */
  head?: ReactNode;
}

/** The first rows of a dataset, also of one that is not built: then computed from what it is made of. */
export function InputRows({ projectId, input, head }: InputRowsProps) {
  const [sample, setSample] = useState<PreviewSample>('head');
  const answer = useSampleRows(projectId, { kind: 'sync', settings: {}, inputs: [input.id] }, sample);
  const page = answer.data?.page ?? null;
  // What is told of the rows stays while others are asked for, and when those cannot be had.
  const told = useRef(page);
  if (page) told.current = page;
  const rows = useMemo(() => (page ? rowsOfPage(page) : null), [page]);
  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        {head}
        <strong className={styles.previewName}>{input.name}</strong>
        <span style={{ flex: 1 }} />
        {answer.isFetching ? <Loader size={12} /> : null}
        {told.current ? (
          <SampleMenu page={told.current} sample={sample} onSample={setSample} head="the first 10,000 rows" />
        ) : null}
      </div>
      <div className={styles.previewGrid}>
        {answer.error ? (
          <div style={{ padding: 12 }}>
            <ErrorNotice error={answer.error} />
          </div>
        ) : null}
        {answer.isPending ? <Skeleton h="100%" radius={0} /> : null}
        {rows && rows.schema.length > 0 ? <DataGrid rows={rows} label={`Rows of ${input.name}`} /> : null}
        {page && rows?.count === 0 ? <NoRows page={page} /> : null}
        {answer.data && !page ? (
          <div style={{ padding: 12 }}>
            <Notice tone="info">{answer.data.problems[0]?.message ?? 'There are no rows yet.'}</Notice>
          </div>
        ) : null}
      </div>
    </div>
  );
}
