import { Loader } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMemo } from 'react';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { rowsOfPage } from '../../grid/use-rows.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { ConnectionLink } from '../ConnectionLink.tsx';
import styles from './source.module.css';
import type { Detection } from './use-detection.ts';

/** First rows as they would be read, with what is wrong with others. */
export function SourcePreview({
  detection,
}: {
  detection: Pick<Detection, 'data' | 'error' | 'isFetching' | 'isOld'>;
}) {
  const { data, error, isFetching, isOld } = detection;
  const rows = useMemo(() => (data ? rowsOfPage(data.page) : null), [data]);
  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        {data && !error ? (
          <>
            <span>
              {data.files.count === 1 ? '1 file' : `${formatCount(data.files.count)} files`} ·{' '}
              {formatBytes(data.files.bytes)} · {data.schema.length} columns
            </span>
            <span title={data.files.names.join('\n')}>first {formatCount(rows?.count)} rows</span>
          </>
        ) : null}
        <span style={{ flex: 1 }} />
        {isFetching ? <Loader size={12} aria-label="Reading" /> : null}
      </div>
      {error ? (
        <div className={styles.notice}>
          <ErrorNotice error={error} />
          <ConnectionLink error={error} />
        </div>
      ) : null}
      {!error && data?.problems.length ? (
        <div className={styles.notice}>
          {data.problems.map(({ severity, message }) => (
            <Notice key={message} tone={severity}>
              {message}
              {severity === 'error' ? ' Rows like this are left out of the preview.' : ''}
            </Notice>
          ))}
        </div>
      ) : null}
      <div className={styles.previewGrid} data-old={(isOld && rows) || undefined}>
        {!error && rows && rows.count > 0 ? <DataGrid rows={rows} label="First rows" /> : null}
        {!error && rows && rows.count === 0 ? (
          <EmptyState icon={IconTable} title="No rows">
            The file has a header only, or everything was left out.
          </EmptyState>
        ) : null}
      </div>
    </div>
  );
}
