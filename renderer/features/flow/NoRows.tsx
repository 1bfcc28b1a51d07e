import { IconTable } from '@tabler/icons-react';
import type { RowsPage } from '../../../nodes/contract/schema.ts';
import { HEADER_HEIGHT } from '../../grid/draw-header.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './editors/editors.module.css';

/** Below the head of a table without rows: whether there are none, or none of those that were looked at. */
export function NoRows({ page }: { page: RowsPage }) {
  const isSample = page.sample.startsWith('first ');
  return (
    <div className={styles.noRows} style={{ top: HEADER_HEIGHT + 1 }}>
      <EmptyState icon={IconTable} title={isSample ? 'No rows of the sample' : 'No rows'}>
        {isSample
          ? `None of the ${page.sample} comes this far. Ask for all rows in the menu above to look further.`
          : 'The result is empty.'}
      </EmptyState>
    </div>
  );
}
