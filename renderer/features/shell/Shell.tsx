import type { ReactNode } from 'react';
import { useCall } from '../../client/hooks.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { MissingProject } from './MissingProject.tsx';
import { Rail } from './Rail.tsx';
import styles from './shell.module.css';
import { TokenPage } from './TokenPage.tsx';
import { TopBar } from './TopBar.tsx';
import { useWindowTitle } from './use-desktop.ts';

/** Frame of every page: top bar, rail of the open project, content. */
export function Shell({ projectId, children }: { projectId?: string; children: ReactNode }) {
  const refused = useWorkbench((state) => state.connection === 'refused');
  const { data, error } = useCall(
    'projects.get',
    { params: { project: projectId ?? '' } },
    { enabled: projectId !== undefined },
  );
  const missing = projectId !== undefined && error?.code === 'NOT_FOUND' ? error : undefined;
  const shown = missing ? undefined : projectId;
  useWindowTitle(shown && data ? { id: shown, name: data.project.info.name } : null);
  if (refused) return <TokenPage />;
  return (
    <div className={styles.shell} data-home={shown ? undefined : true} data-app-state="loaded">
      <TopBar projectId={shown} />
      {shown ? <Rail projectId={shown} /> : null}
      <div className={styles.content}>{missing ? <MissingProject message={missing.message} /> : children}</div>
    </div>
  );
}
