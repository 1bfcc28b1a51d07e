import { Button } from '@mantine/core';
import { IconListCheck, IconReload } from '@tabler/icons-react';
import type { FlowNode, Job } from '../../../nodes/contract/flow.ts';
import { useCall, useNodeInfo } from '../../client/hooks.ts';
import { ConnectionLink } from '../../explore/ConnectionLink.tsx';
import { runAgain } from '../../state/builds.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { Notice } from '../../ui/Notice.tsx';

interface FailureProps {
  projectId: string;
  node: FlowNode | undefined;
  inset?: boolean;
}

/** The newest job in which the node, or the recipe that makes it, failed. */
const failedIn = (jobs: readonly Job[], id: string): Job | undefined =>
  jobs.find(({ activities }) =>
    activities.some(({ status, recipe, outputs }) => status === 'failed' && (recipe === id || outputs.includes(id))),
  );

/** What made the last run of a node fail: what happened, where, what to do, and the way to its log. */
export function Failure({ projectId, node, inset }: FailureProps) {
  const jobs = useCall('jobs.list', { params: { project: projectId }, query: { limit: 50 } }).data ?? [];
  const readOnly = useNodeInfo()?.readOnly ?? false;
  if (node?.state !== 'failed' || !node.error) return null;
  const job = failedIn(jobs, node.id);
  const small = { variant: 'default', h: 24, size: 'compact-xs' } as const;
  return (
    <div style={{ padding: inset ? '0 0 12px' : 12 }}>
      <Notice
        title="The last run failed"
        hint={node.error.hint}
        actions={
          job ? (
            <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
              <Button
                {...small}
                leftSection={<IconListCheck size={13} />}
                onClick={() => useWorkbench.getState().set({ jobsOpen: true, job: job.id })}
              >
                Show the job
              </Button>
              {readOnly ? null : (
                <Button
                  {...small}
                  leftSection={<IconReload size={13} />}
                  onClick={() => void runAgain(projectId, job.id, 'failed')}
                >
                  Run again from here
                </Button>
              )}
            </div>
          ) : undefined
        }
      >
        {node.error.message}
        <ConnectionLink error={node.error} />
      </Notice>
    </div>
  );
}
