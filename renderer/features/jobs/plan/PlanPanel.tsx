import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BuildPlan, BuildRequest } from '../../../../nodes/contract/flow.ts';
import { isOver } from '../../../client/apply-event.ts';
import { useCall, useProject } from '../../../client/hooks.ts';
import { startBuild } from '../../../state/builds.ts';
import { closePlan, useRunPlan } from '../../../state/run-plan.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice, Notice } from '../../../ui/Notice.tsx';
import { PlanModes } from './PlanModes.tsx';
import { PlanSteps } from './PlanSteps.tsx';
import { PlanTargets } from './PlanTargets.tsx';
import { PlanVariables } from './PlanVariables.tsx';
import styles from './plan.module.css';
import { planSummary, runnable } from './plan-words.ts';

/** Beside the page: what a run would do, before it runs. */
export function PlanPanel({ projectId }: { projectId: string }) {
  const asked = useRunPlan((state) => state.asked);
  useEffect(() => closePlan, []);
  return asked ? <OpenPlan projectId={projectId} asked={asked} /> : null;
}

function OpenPlan({ projectId, asked }: { projectId: string; asked: BuildRequest }) {
  const recipes = useProject(projectId).data?.project.recipes ?? {};
  const change = (part: Partial<BuildRequest>) => useRunPlan.getState().set({ asked: { ...asked, ...part } });
  const plan = useCall(
    'flow.plan',
    { params: { project: projectId }, body: asked },
    { placeholderData: keepPreviousData, staleTime: 0 },
  );
  const isOld = plan.isPlaceholderData;
  const nameOf = (recipe: string) => recipes[recipe]?.name ?? recipe;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <aside
      ref={panel}
      className={styles.panel}
      aria-label="Run"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) closePlan();
      }}
    >
      <header className={styles.head}>
        <h2>Run</h2>
        <RunPlanned projectId={projectId} asked={asked} plan={plan.error ? undefined : plan.data} isOld={isOld} />
        <ActionIcon aria-label="Close the plan" onClick={closePlan}>
          <IconX size={16} stroke={1.7} />
        </ActionIcon>
      </header>
      <div className={styles.asked}>
        <PlanTargets projectId={projectId} asked={asked} onChange={change} />
        <PlanModes asked={asked} onChange={change} />
        <PlanVariables projectId={projectId} asked={asked} onChange={change} />
      </div>
      <div className={styles.body} aria-busy={isOld}>
        {plan.error ? <ErrorNotice error={plan.error} /> : null}
        {plan.isPending ? <Skeleton h={200} /> : null}
        {plan.data && !plan.error ? <Plan plan={plan.data} nameOf={nameOf} projectId={projectId} /> : null}
      </div>
    </aside>
  );
}

interface PlanProps {
  projectId: string;
  plan: BuildPlan;
  nameOf: (recipe: string) => string;
}

function Plan({ projectId, plan, nameOf }: PlanProps) {
  const { activities, skipped } = plan;
  const stuck = activities.filter(({ problem }) => problem !== null);
  return (
    <>
      {activities.length === 0 ? (
        <EmptyState icon={IconCircleCheck} title="Everything is up to date">
          Nothing has to run. To run it all the same, choose another way above.
        </EmptyState>
      ) : (
        <>
          <p className={styles.summary}>{planSummary(plan)}</p>
          <Queued projectId={projectId} />
          {stuck.length > 0 ? (
            <div className={styles.stuck}>
              <Notice tone="warning">
                {stuck.map(({ recipe }) => nameOf(recipe)).join(', ')} cannot run as set up. What follows is left out.
              </Notice>
            </div>
          ) : null}
          <PlanSteps projectId={projectId} plan={plan} nameOf={nameOf} />
        </>
      )}
      {skipped.length > 0 ? (
        <details className={styles.skipped}>
          <summary>{skipped.length === 1 ? '1 recipe does not run' : `${skipped.length} recipes do not run`}</summary>
          <ul>
            {skipped.map(({ recipe, reason }) => (
              <li key={recipe}>
                <span>{nameOf(recipe)}</span>
                <span className={styles.dim}>{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

interface RunPlannedProps {
  projectId: string;
  asked: BuildRequest;
  plan: BuildPlan | undefined;
  /** The plan is that of another question still. */
  isOld: boolean;
}

function RunPlanned({ projectId, asked, plan, isOld }: RunPlannedProps) {
  const [busy, setBusy] = useState(false);
  const count = plan ? runnable(plan) : 0;
  const run = async () => {
    setBusy(true);
    const { targets, ...how } = asked;
    const started = await startBuild(projectId, targets, how);
    setBusy(false);
    if (started) closePlan();
  };
  return (
    <Button
      h={30}
      leftSection={<IconPlayerPlayFilled size={12} />}
      disabled={count === 0 || isOld}
      loading={busy}
      onClick={() => void run()}
    >
      {count === 0 ? 'Run' : count === 1 ? 'Run 1 recipe' : `Run ${count} recipes`}
    </Button>
  );
}

/** Jobs run one after another. */
function Queued({ projectId }: { projectId: string }) {
  const jobs = useCall('jobs.list', { params: { project: projectId }, query: { limit: 50 } }).data ?? [];
  return jobs.some((job) => !isOver(job)) ? (
    <p className={styles.summary}>It runs when the jobs before it have ended.</p>
  ) : null;
}
