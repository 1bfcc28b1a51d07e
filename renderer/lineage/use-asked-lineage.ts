import { useCall } from '../client/hooks.ts';
import { useLineage } from '../state/lineage.ts';

/** The lineage that is asked for, kept fresh while the flow changes. */
export function useAskedLineage(projectId: string) {
  const { asked, withRows, set } = useLineage();
  const lineage = useCall(
    'lineage.column',
    {
      params: { project: projectId, node: asked?.node ?? '-' },
      query: asked?.column ? { column: asked.column } : {},
    },
    { enabled: asked !== null },
  );
  // Of which rows there are, nothing but rows can be told.
  const isOfRows = asked?.column === null && lineage.data?.origin.type !== 'model';
  return { asked, withRows: withRows || isOfRows, isOfRows, set, lineage };
}
