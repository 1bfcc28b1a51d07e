import { ActionIcon, Popover } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ErrorBody } from '../../nodes/contract/flow.ts';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { FormatSettingsButton } from './FormatSettingsButton.tsx';

interface RowProblemProps {
  reason: ErrorBody;
  projectId: string;
  datasetId: string;
}

/** How far the files can be read. */
function howFar({ data = {} }: ErrorBody): string {
  const { file, line } = data;
  if (typeof file !== 'string' || typeof line !== 'number') return 'they cannot be read to the end';
  return `${file} cannot be read beyond line ${formatCount(line - 1)}`;
}

/** A sign that the rows cannot be read to the end; opened, it says which row is wrong and why. */
export function RowProblem({ reason, projectId, datasetId }: RowProblemProps) {
  return (
    <Popover width={360} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon aria-label="The rows cannot be read to the end" c="orange.8">
          <IconAlertTriangle size={16} stroke={1.8} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Notice
          tone="warning"
          title={`The number of rows is not known: ${howFar(reason)}`}
          hint={`${reason.hint ?? ''} Until then the rows before it are shown, and what needs all rows, such as sorting and charts, fails.`.trim()}
          actions={<FormatSettingsButton {...{ projectId, datasetId }} />}
        >
          {reason.message} <code>{reason.code}</code>
        </Notice>
      </Popover.Dropdown>
    </Popover>
  );
}
