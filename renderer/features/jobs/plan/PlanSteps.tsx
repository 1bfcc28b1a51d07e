import { IconAlertTriangle } from '@tabler/icons-react';
import type { BuildPlan, PlannedRun } from '../../../../nodes/contract/flow.ts';
import { useCatalog, useProject } from '../../../client/hooks.ts';
import { canvas } from '../../../state/canvas.ts';
import { currentPage } from '../../../state/current-project.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useRunPlan } from '../../../state/run-plan.ts';
import { useSelection } from '../../../state/selection.ts';
import { formatAgo } from '../../../ui/format.ts';
import { iconOf } from '../../../ui/icons.ts';
import styles from './plan.module.css';
import { lastWords, sentence, stepsOf } from './plan-words.ts';

interface PlanStepsProps {
  projectId: string;
  plan: BuildPlan;
  nameOf: (recipe: string) => string;
}

/** What runs, step after step; what stands in one step runs side by side. */
export function PlanSteps({ projectId, plan, nameOf }: PlanStepsProps) {
  const steps = stepsOf(plan);
  return (
    <ol className={styles.steps}>
      {steps.map(({ step, runs }) => (
        <li key={step} aria-label={`Step ${step}`} data-many={runs.length > 1 || undefined}>
          <span
            className={styles.stepNumber}
            title={runs.length > 1 ? `Step ${step}: ${runs.length} side by side` : `Step ${step}`}
          >
            {step}
          </span>
          <div>
            {runs.map((run) => (
              <Run key={run.recipe} projectId={projectId} run={run} name={nameOf(run.recipe)} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Run({ projectId, run, name }: { projectId: string; run: PlannedRun; name: string }) {
  const kinds = useCatalog().recipes;
  const kind = useProject(projectId).data?.project.recipes[run.recipe]?.kind;
  const IconView = iconOf(kinds.find(({ id }) => id === kind)?.icon);
  const { last, problem, reason } = run;
  const show = () => {
    if (currentPage() === 'flow') {
      canvas()?.show(run.recipe);
      return;
    }
    navigate(`/p/${projectId}/flow`);
    useSelection.getState().set({ reveal: run.recipe });
  };
  const point = (on: boolean) => useRunPlan.getState().set({ pointed: on ? run.recipe : null });
  return (
    <button
      type="button"
      className={styles.run}
      data-problem={problem ? true : undefined}
      onClick={show}
      onPointerEnter={() => point(true)}
      onPointerLeave={() => point(false)}
      onFocus={() => point(true)}
      onBlur={() => point(false)}
    >
      <span className={styles.runIcon}>
        <IconView size={14} stroke={1.8} />
      </span>
      <span className={styles.runWords}>
        <span className={styles.runLine}>
          <span className={styles.runName}>{name}</span>
          <span className={styles.last} title={last ? `Last run ${formatAgo(last.at)}` : undefined}>
            {lastWords(last)}
          </span>
        </span>
        <span className={styles.reason}>{sentence(reason)}</span>
        {problem ? (
          <span className={styles.problem}>
            <IconAlertTriangle size={13} stroke={1.8} aria-hidden /> It cannot run: {problem}
          </span>
        ) : null}
      </span>
    </button>
  );
}
