import type { ReactNode } from 'react';
import { useCall } from '../../client/hooks.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { Rail } from './Rail.tsx';
import styles from './shell.module.css';
import { TokenPage } from './TokenPage.tsx';
import { TopBar } from './TopBar.tsx';
import { useWindowTitle } from './use-desktop.ts';

/** Frame of every page: top bar, rail of the open project, content. */
export function Shell({ projectId, children }: { projectId?: string; children: ReactNode }) {
  const refused = useWorkbench((state) => state.connection === 'refused');
  const { data } = useCall(
    'projects.get',
    { params: { project: projectId ?? '' } },
    { enabled: projectId !== undefined },
  );
  useWindowTitle(projectId && data ? { id: projectId, name: data.project.info.name } : null);
  if (refused) return <TokenPage />;
  return (
    <div className={styles.shell} data-home={projectId ? undefined : true} data-app-state="loaded">
      <TopBar projectId={projectId} />
      {projectId ? <Rail projectId={projectId} /> : null}
      <div className={styles.content}>{children}</div>
    </div>
  );
}
