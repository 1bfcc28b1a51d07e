import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCall, useNodeInfo } from '../../client/hooks.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './home.module.css';
import { NewProject } from './NewProject.tsx';
import { ProjectCard } from './ProjectCard.tsx';
import { StartChoices } from './StartChoices.tsx';

/** All projects of the node; without any, two ways to begin. */
export function HomePage() {
  const projects = useCall('projects.list', {});
  const info = useNodeInfo();
  const creating = useWorkbench((state) => state.newProject);
  const setCreating = (newProject: 'empty' | 'sample' | null) => useWorkbench.getState().set({ newProject });
  const readOnly = info?.readOnly ?? false;
  const empty = projects.data?.length === 0;
  return (
    <main className={styles.page}>
      <div className={styles.inner}>
        <div className={styles.head}>
          <div style={{ flex: 1 }}>
            <h1>Projects</h1>
            <p>{readOnly ? `Deployed to ${info?.name ?? 'this node'}` : 'From raw data to decisions in production.'}</p>
          </div>
          {readOnly ? null : (
            <Button leftSection={<IconPlus size={14} />} onClick={() => setCreating('empty')}>
              New project
            </Button>
          )}
        </div>
        {projects.error ? <ErrorNotice error={projects.error} /> : null}
        {projects.isPending ? (
          <div className={styles.grid}>
            {[1, 2, 3].map((key) => (
              <Skeleton key={key} h={144} radius={10} />
            ))}
          </div>
        ) : null}
        {empty && !readOnly ? <StartChoices onChoose={setCreating} /> : null}
        {empty && readOnly ? <p>No project is deployed here yet. Deploy a bundle from Design.</p> : null}
        <div className={styles.grid}>
          {projects.data?.map((project) => (
            <ProjectCard key={project.id} project={project} readOnly={readOnly} />
          ))}
        </div>
      </div>
      <NewProject kind={creating} onClose={() => setCreating(null)} />
    </main>
  );
}
