import { Button } from '@mantine/core';
import { IconSitemap, IconUpload } from '@tabler/icons-react';
import { runCommand } from '../../commands/run-commands.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './flow-page.module.css';

/** What a canvas without nodes says. */
export const EmptyFlow = ({ readOnly }: { readOnly: boolean }) => (
  <div className={styles.overlay}>
    <div>
      <EmptyState
        icon={IconSitemap}
        title="Start with data"
        actions={
          readOnly ? undefined : (
            <Button leftSection={<IconUpload size={14} />} onClick={() => runCommand('flow.add-files')}>
              Add dataset
            </Button>
          )
        }
      >
        Drop CSV, JSON or Parquet files here. Then drag recipes from the palette, or drag a wire out of a dataset.
      </EmptyState>
    </div>
  </div>
);
