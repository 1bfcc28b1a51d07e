import { Drawer } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useCall } from '../../client/hooks.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { JobRow } from './JobRow.tsx';

/** Jobs of the project with their live progress and log. */
export function JobsDrawer({ projectId }: { projectId: string }) {
  const { jobsOpen, job, set } = useWorkbench();
  const jobs = useCall('jobs.list', { params: { project: projectId }, query: { limit: 50 } }).data ?? [];
  return (
    <Drawer
      opened={jobsOpen}
      onClose={() => set({ jobsOpen: false })}
      title="Jobs"
      position="right"
      size={440}
      padding={0}
      overlayProps={{ backgroundOpacity: 0.15 }}
      styles={{ header: { padding: '8px 16px', minHeight: 48, borderBottom: '1px solid var(--mr-border)' } }}
    >
      {jobs.length === 0 ? (
        <EmptyState icon={IconListCheck} title="Nothing has run yet">
          Run the flow: each run is listed here with its progress, its log and what it wrote.
        </EmptyState>
      ) : (
        jobs.map((one) => (
          <JobRow
            key={one.id}
            job={one}
            open={one.id === job}
            onToggle={() => set({ job: one.id === job ? null : one.id })}
          />
        ))
      )}
    </Drawer>
  );
}
