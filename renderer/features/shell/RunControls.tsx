import { ActionIcon, Button, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconListCheck, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { Job } from '../../../nodes/contract/flow.ts';
import { isOver } from '../../client/apply-event.ts';
import { useCall, useNodeInfo } from '../../client/hooks.ts';
import { shownKeys } from '../../commands/keys.ts';
import { commandById, commandContext, isOffered, runCommand } from '../../commands/run-commands.ts';
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
        <RunButton />
      )}
    </div>
  );
}

/** A way to run; one that needs a selection is dim without. */
function RunItem({ id, label }: { id: string; label: string }) {
  const command = commandById(id);
  const keys = command?.keys?.[0];
  return (
    <Menu.Item
      disabled={!command || !isOffered(command, commandContext())}
      rightSection={
        keys ? (
          <Text fz={11} c="var(--mr-dim)">
            {shownKeys(keys).join('+')}
          </Text>
        ) : undefined
      }
      onClick={() => runCommand(id)}
    >
      {label}
    </Menu.Item>
  );
}

function RunButton() {
  return (
    <Button.Group data-tour="run">
      <Tooltip label="Builds what is out of date · Shift+F7">
        <Button h={28} leftSection={<IconPlayerPlayFilled size={12} />} onClick={() => runCommand('flow.build-all')}>
          Run
        </Button>
      </Tooltip>
      <Menu position="bottom-end" width={300}>
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
          <RunItem id="flow.run-plan" label="Show what would run…" />
          <Menu.Divider />
          <RunItem id="flow.build-all" label="Run what is out of date" />
          <RunItem id="flow.run-everything" label="Run everything again" />
          <Menu.Divider />
          <Menu.Label>Selected on the canvas</Menu.Label>
          <RunItem id="flow.build-selected" label="Run to here" />
          <RunItem id="flow.run-only" label="Run only this" />
          <RunItem id="flow.run-upstream" label="Run with everything before it" />
          <RunItem id="flow.run-downstream" label="Run everything after it" />
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
