import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useCall } from '../../client/hooks.ts';
import type { SourceDraft } from './source-draft.ts';

/** What a node finds in the files of a draft, a moment after its last change; the former answer stays meanwhile. */
export function useDetection(projectId: string, draft: SourceDraft, enabled = true) {
  const [asked] = useDebouncedValue(draft, 300);
  const body = {
    connection: asked.connection,
    path: asked.path,
    ...(asked.format && { format: asked.format }),
    ...(asked.schema && { schema: asked.schema }),
  };
  const query = useCall(
    'projects.detect',
    { params: { project: projectId }, body },
    { placeholderData: keepPreviousData, enabled: enabled && asked.path.trim() !== '', gcTime: 60_000 },
  );
  return { ...query, isOld: JSON.stringify(asked) !== JSON.stringify(draft) || query.isPlaceholderData };
}

export type Detection = ReturnType<typeof useDetection>;
