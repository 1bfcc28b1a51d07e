import { lazy, Suspense } from 'react';
import { useRunPlan } from '../../state/run-plan.ts';

const Panel = lazy(async () => ({ default: (await import('./plan/PlanPanel.tsx')).PlanPanel }));

/** The plan of a run beside the page, loaded when it is asked for. */
export function PlanPlace({ projectId }: { projectId: string }) {
  const isAsked = useRunPlan((state) => state.asked !== null);
  return isAsked ? (
    <Suspense fallback={null}>
      <Panel projectId={projectId} />
    </Suspense>
  ) : null;
}
