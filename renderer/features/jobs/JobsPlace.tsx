import { lazy, Suspense, useState } from 'react';
import { useWorkbench } from '../../state/workbench.ts';

const Drawer = lazy(async () => ({ default: (await import('./JobsDrawer.tsx')).JobsDrawer }));

/** The drawer of jobs, loaded when it is first opened. */
export function JobsPlace({ projectId }: { projectId: string }) {
  const open = useWorkbench((state) => state.jobsOpen);
  const [isWanted, setWanted] = useState(open);
  if (open && !isWanted) setWanted(true);
  return isWanted ? (
    <Suspense fallback={null}>
      <Drawer projectId={projectId} />
    </Suspense>
  ) : null;
}
