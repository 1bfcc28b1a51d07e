import { ActionIcon, Popover } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Notice } from '../ui/Notice.tsx';
import { FormatSettingsButton } from './FormatSettingsButton.tsx';

interface RowProblemProps {
  problem: string;
  projectId: string;
  datasetId: string;
}

/** A sign that a row below those on show cannot be read; opened, it says which and why. */
export function RowProblem({ problem, projectId, datasetId }: RowProblemProps) {
  return (
    <Popover width={360} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon aria-label="A row further down cannot be read" c="orange.8">
          <IconAlertTriangle size={16} stroke={1.8} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Notice
          tone="warning"
          title="A row further down cannot be read"
          hint="The rows before it are shown. What needs all rows, such as sorting and charts, fails until it is mended."
          actions={<FormatSettingsButton {...{ projectId, datasetId }} />}
        >
          {problem}
        </Notice>
      </Popover.Dropdown>
    </Popover>
  );
}
