import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { startBuild } from '../../state/builds.ts';
import styles from './editors/editors.module.css';
import { InputRows } from './InputRows.tsx';

interface UnbuiltRowsProps {
  projectId: string;
  dataset: { id: string; name: string };
}

/** The rows that a dataset would have: computed from what it is made of, without running the flow. */
export function UnbuiltRows({ projectId, dataset }: UnbuiltRowsProps) {
  return (
    <div className={styles.unbuilt}>
      <div className={styles.unbuiltBar} role="status">
        Not built yet: a preview of its rows, computed from what it is made of.
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlayerPlay size={13} />}
          onClick={() => void startBuild(projectId, [dataset.id])}
        >
          Build it
        </Button>
      </div>
      <InputRows projectId={projectId} input={dataset} />
    </div>
  );
}
