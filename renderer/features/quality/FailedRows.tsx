import { Modal, Skeleton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { RuleResult } from '../../../nodes/contract/flow.ts';
import { useCall } from '../../client/hooks.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { rowsOfPage } from '../../grid/use-rows.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './quality.module.css';

const MOST = 1000;

/** The rows that break a rule, in the grid. */
export function FailedRows({
  projectId,
  result,
  onClose,
}: {
  projectId: string;
  result: RuleResult;
  onClose: () => void;
}) {
  const rows = useCall('quality.rows', {
    params: { project: projectId, dataset: result.dataset, rule: result.rule },
    query: { limit: MOST },
  });
  const page = rows.data ? rowsOfPage(rows.data) : null;
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      size="min(1200px, 92vw)"
      title={result.message || result.label}
    >
      <div className={styles.rows}>
        {rows.error ? <ErrorNotice error={rows.error} /> : null}
        {!page && !rows.error ? <Skeleton h="100%" /> : null}
        {page && page.count === 0 ? (
          <EmptyState icon={IconCircleCheck} title="No row fails any more">
            The data changed since the last check. Check again to bring the status up to date.
          </EmptyState>
        ) : null}
        {page && page.count > 0 ? <DataGrid rows={page} label="Rows that fail the rule" /> : null}
      </div>
      {page ? <div className={styles.dim}>{page.count < MOST ? `${page.count} rows` : page.sample}</div> : null}
    </Modal>
  );
}
