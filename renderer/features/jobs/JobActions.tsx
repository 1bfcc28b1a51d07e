import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerStopFilled, IconReload } from '@tabler/icons-react';
import type { Job } from '../../../nodes/contract/flow.ts';
import { isOver } from '../../client/apply-event.ts';
import { cancelJobs, runAgain } from '../../state/builds.ts';

/** Cancel while it goes on; afterwards the same again, or what failed. */
export function JobActions({ projectId, job }: { projectId: string; job: Job }) {
  if (!isOver(job)) {
    return (
      <Button
        color="red"
        variant="light"
        h={28}
        leftSection={<IconPlayerStopFilled size={12} />}
        onClick={() => void cancelJobs(projectId, [job.id])}
      >
        Cancel
      </Button>
    );
  }
  const again = (from: 'start' | 'failed') => void runAgain(projectId, job.id, from);
  if (job.status !== 'failed' && job.status !== 'aborted') {
    return (
      <Button variant="default" h={28} leftSection={<IconReload size={14} />} onClick={() => again('start')}>
        Run again
      </Button>
    );
  }
  return (
    <Button.Group>
      <Button variant="default" h={28} leftSection={<IconReload size={14} />} onClick={() => again('failed')}>
        {job.status === 'failed' ? 'Run again from what failed' : 'Run what is left'}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" h={28} px={6} aria-label="More ways to run it again">
            <IconChevronDown size={14} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => again('start')}>Run all of it again</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
