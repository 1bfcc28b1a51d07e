import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useUnsent } from '../../state/unsent.ts';
import { useWorkbench } from '../../state/workbench.ts';
import styles from './shell.module.css';

const BLIP_MS = 700;

/** Says so while the node is away, and what becomes of changes made meanwhile; it goes when the events flow again. */
export function ConnectionBanner() {
  const away = useWorkbench((state) => state.connection === 'reconnecting');
  const unsent = useUnsent((state) => state.changes.length);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(away), away ? BLIP_MS : 0);
    return () => window.clearTimeout(timer);
  }, [away]);
  if (!shown || !away) return null;
  return (
    <div className={styles.banner} role="status">
      <Loader size={12} color="currentColor" />
      <span>
        The node does not answer. Reconnecting…{' '}
        {unsent > 0
          ? `${unsent === 1 ? 'One change is' : `${unsent} changes are`} kept and sent when it is back.`
          : 'You can go on; changes are kept.'}
      </span>
    </div>
  );
}
