import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconListCheck, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { Job } from '../../../nodes/contract/flow.ts';
import { isOver } from '../../client/apply-event.ts';
import { useCall, useNodeInfo } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { startBuild } from '../../state/builds.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx';

const tones: Record<Job['status'], Tone> = {
  queued: 'ready',
  running: 'running',
  succeeded: 'done',
  warning: 'stale',
  failed: 'failed',
  aborted: 'none',
};
const words: Record<Job['status'], string> = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Last run done',
  warning: 'Last run has warnings',
  failed: 'Last run failed',
  aborted: 'Last run cancelled',
};

/** How far a job is, counted in its activities. */
function progressWords(job: Job): string {
  const done = job.activities.filter(({ status }) => !['queued', 'running'].includes(status)).length;
  return job.activities.length > 0 ? `Running ${done} of ${job.activities.length}` : 'Running';
}

function LastJob({ job }: { job: Job }) {
  return (
    <UnstyledButton onClick={() => useWorkbench.getState().set({ jobsOpen: true, job: job.id })}>
      <StatusBadge
        tone={tones[job.status]}
        label={job.status === 'running' ? progressWords(job) : words[job.status]}
        reason={`${job.label}. Click for its log.`}
      />
    </UnstyledButton>
  );
}

/** Run, cancel, and what the last run did. */
export function RunControls({ projectId }: { projectId: string }) {
  const jobs = useCall('jobs.list', { params: { project: projectId }, query: { limit: 50 } }).data ?? [];
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const last = jobs[0];
  const running = jobs.some((job) => !isOver(job));
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      {last ? <LastJob job={last} /> : null}
      <Tooltip label="Jobs and logs · Ctrl+J">
        <ActionIcon aria-label="Jobs and logs" onClick={() => runCommand('view.jobs')}>
          <IconListCheck size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      {running ? (
        <Button
          color="red"
          variant="light"
          h={28}
          leftSection={<IconPlayerStopFilled size={12} />}
          onClick={() => runCommand('flow.cancel')}
        >
          Cancel
        </Button>
      ) : readOnly ? null : (
        <RunButton projectId={projectId} />
      )}
    </div>
  );
}

function RunButton({ projectId }: { projectId: string }) {
  return (
    <Button.Group data-tour="run">
      <Tooltip label="Builds what is out of date · Shift+F7">
        <Button h={28} leftSection={<IconPlayerPlayFilled size={12} />} onClick={() => runCommand('flow.build-all')}>
          Run
        </Button>
      </Tooltip>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            h={28}
            px={6}
            aria-label="More ways to run"
            style={{ borderLeft: '1px solid rgb(255 255 255 / 25%)' }}
          >
            <IconChevronDown size={14} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => runCommand('flow.build-all')}>Run what is out of date</Menu.Item>
          <Menu.Item onClick={() => void startBuild(projectId, [], 'upstream')}>Run everything again</Menu.Item>
          <Menu.Item onClick={() => runCommand('flow.build-selected')}>Run to the selected node</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
