import { Button } from '@mantine/core';
import { go } from '../state/current-project.ts';

/** The way to how the files of a dataset are read. */
export function FormatSettingsButton({ projectId, datasetId }: { projectId: string; datasetId: string }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => go(`/p/${projectId}/datasets/${datasetId}?view=settings`)}
    >
      Open the format settings
    </Button>
  );
}
