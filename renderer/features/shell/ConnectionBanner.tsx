import { Loader } from '@mantine/core';
import { useWorkbench } from '../../state/workbench.ts';
import styles from './shell.module.css';

/** Says so while the node is away; it goes when the events flow again. */
export function ConnectionBanner() {
  const connection = useWorkbench((state) => state.connection);
  if (connection !== 'reconnecting') return null;
  return (
    <div className={styles.banner} role="status">
      <Loader size={12} color="currentColor" /> The node does not answer. Reconnecting…
    </div>
  );
}
