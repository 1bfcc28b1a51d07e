import { Button } from '@mantine/core';
import type { ApiError } from '../client/call.ts';
import { useProject } from '../client/hooks.ts';
import { Notice } from '../ui/Notice.tsx';
import { ConnectionLink } from './ConnectionLink.tsx';
import { FormatSettingsButton } from './FormatSettingsButton.tsx';

/** Errors that the settings of a file's format mend. */
const formatErrors = ['DATA_ROW_BROKEN', 'DATA_CELL_MISFIT'];

interface RowsErrorProps {
  error: ApiError;
  projectId: string;
  datasetId: string;
  /** Takes the order of the rows away, where there is one: an order reads all rows, of which the first may be whole. */
  onUnsort: (() => void) | undefined;
}

/** Why the rows cannot be shown, and the ways out of it. */
export function RowsError({ error, projectId, datasetId, onUnsort }: RowsErrorProps) {
  const isFile = useProject(projectId).data?.project.datasets[datasetId]?.source.kind === 'files';
  const hasSettings = isFile && formatErrors.includes(error.code);
  const actions = [
    onUnsort ? (
      <Button key="order" size="compact-sm" variant="default" onClick={onUnsort}>
        Remove the sorting
      </Button>
    ) : null,
    hasSettings ? <FormatSettingsButton key="settings" {...{ projectId, datasetId }} /> : null,
  ].filter(Boolean);
  return (
    <Notice hint={error.hint} actions={actions.length > 0 ? actions : undefined}>
      {error.message}
      <ConnectionLink error={error} />
    </Notice>
  );
}
