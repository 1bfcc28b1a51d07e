import type { ReactNode } from 'react';
import { useWorkbench } from '../../state/workbench.ts';
import { Rail } from './Rail.tsx';
import styles from './shell.module.css';
import { TokenPage } from './TokenPage.tsx';
import { TopBar } from './TopBar.tsx';

/** Frame of every page: top bar, rail of the open project, content. */
export function Shell({ projectId, children }: { projectId?: string; children: ReactNode }) {
  const refused = useWorkbench((state) => state.connection === 'refused');
  if (refused) return <TokenPage />;
  return (
    <div className={styles.shell} data-home={projectId ? undefined : true} data-app-state="loaded">
      <TopBar projectId={projectId} />
      {projectId ? <Rail projectId={projectId} /> : null}
      <div className={styles.content}>{children}</div>
    </div>
  );
}
