import { ActionIcon, Drawer } from '@mantine/core';
import { IconListCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useCall } from '../../client/hooks.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { JobList } from './JobList.tsx';
import { JobView } from './JobView.tsx';
import styles from './jobs.module.css';

const close = () => useWorkbench.getState().set({ jobsOpen: false });
const MORE = 500;

/** Jobs of the project: the list of them, and one with its timeline, what it found and its log. */
export function JobsDrawer({ projectId }: { projectId: string }) {
  const { jobsOpen, job, set } = useWorkbench();
  const [all, setAll] = useState(false);
  const params = { project: projectId };
  const recent = useCall('jobs.list', { params, query: { limit: 50 } }).data ?? [];
  const older = useCall('jobs.list', { params, query: { limit: MORE } }, { enabled: all && jobsOpen });
  const jobs = older.data ?? recent;
  const chosen = jobs.find(({ id }) => id === job) ?? jobs[0];
  return (
    <Drawer
      opened={jobsOpen}
      onClose={close}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': 'Jobs' } }}
      position="right"
      size="min(1120px, calc(100vw - 96px))"
      padding={0}
      overlayProps={{ backgroundOpacity: 0.15 }}
      transitionProps={{ duration: 150 }}
      styles={{ body: { height: '100%' } }}
    >
      <div className={styles.drawer}>
        <nav className={styles.side} aria-label="Jobs">
          <header className={styles.sideHead}>
            <h2>Jobs</h2>
            {chosen ? null : <Close />}
          </header>
          <JobList
            jobs={jobs}
            chosen={chosen?.id}
            onChoose={(id) => set({ job: id })}
            onMore={!all && recent.length >= 50 ? () => setAll(true) : undefined}
          />
        </nav>
        {chosen ? (
          <JobView key={chosen.id} projectId={projectId} listed={chosen} close={<Close />} />
        ) : (
          <div className={styles.nothing}>
            <EmptyState icon={IconListCheck} title="Nothing has run yet">
              Run the flow: each run is listed here with its progress, its log and what it wrote.
            </EmptyState>
          </div>
        )}
      </div>
    </Drawer>
  );
}

const Close = () => (
  <ActionIcon aria-label="Close" onClick={close}>
    <IconX size={16} stroke={1.7} />
  </ActionIcon>
);
