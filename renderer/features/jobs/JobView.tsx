import { type ReactNode, useState } from 'react';
import type { Job } from '../../../nodes/contract/flow.ts';
import { isOver } from '../../client/apply-event.ts';
import { useCall, useProject } from '../../client/hooks.ts';
import { formatCount, formatDuration, formatTime } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ActivityDetail } from './ActivityDetail.tsx';
import { JobActions } from './JobActions.tsx';
import { JobError } from './JobError.tsx';
import { JobLog } from './JobLog.tsx';
import { lookOfJob, progressWords, rowsOf, spent } from './job-words.ts';
import styles from './jobs.module.css';
import { Timeline } from './Timeline.tsx';

interface JobViewProps {
  projectId: string;
  /** The job as the list has it: shown until its log is there. */
  listed: Job;
  close: ReactNode;
}

/** One job: what it did and when, what went wrong, and its log; live while it goes on. */
export function JobView({ projectId, listed, close }: JobViewProps) {
  const detail = useCall('jobs.get', { params: { project: projectId, job: listed.id } }).data;
  const recipes = useProject(projectId).data?.project.recipes ?? {};
  const [picked, setPicked] = useState<string | null>(null);
  const running = !isOver(listed);
  const now = useNow(running, 200);
  const nameOf = (recipe: string) => recipes[recipe]?.name ?? recipe;
  const activity = listed.activities.find(({ recipe }) => recipe === picked);
  const look = lookOfJob(listed);
  return (
    <section className={styles.view} aria-label={listed.label}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h3>{listed.label}</h3>
          <StatusBadge tone={look.tone} label={look.label} />
        </div>
        <JobActions projectId={projectId} job={listed} />
        {close}
      </header>
      <Facts job={listed} now={now} />
      <div className={styles.upper}>
        {listed.error && listed.status === 'failed' ? (
          <JobError projectId={projectId} job={listed} nameOf={nameOf} onPick={setPicked} />
        ) : null}
        <Timeline
          {...{ job: listed, now, nameOf, picked }}
          onPick={(recipe) => setPicked(recipe === picked ? null : recipe)}
        />
        {activity ? (
          <ActivityDetail projectId={projectId} activity={activity} name={nameOf(activity.recipe)} now={now} />
        ) : null}
        <Skipped job={listed} nameOf={nameOf} />
      </div>
      <JobLog
        lines={detail?.log ?? null}
        beganAt={listed.startedAt ?? listed.createdAt}
        nameOf={nameOf}
        recipe={activity?.recipe ?? null}
        onRecipe={setPicked}
        name={listed.label}
      />
    </section>
  );
}

function Facts({ job, now }: { job: Job; now: number }) {
  const rows = rowsOf(job);
  const variables = Object.entries(job.variables).map(([name, value]) => `${name} = ${value}`);
  const facts = [
    formatTime(job.startedAt ?? job.createdAt),
    job.startedAt ? formatDuration(spent(job, now)) : '',
    progressWords(job),
    rows === null ? '' : `${formatCount(rows)} rows written`,
    job.startedBy ? `started by ${job.startedBy}` : '',
    job.again ? (job.again.from === 'failed' ? 'what had failed, again' : 'again') : '',
    variables.length > 0 ? `with ${variables.join(', ')}` : '',
  ];
  return (
    <p className={styles.facts}>
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}

/** What needed no run, and why. */
function Skipped({ job, nameOf }: { job: Job; nameOf: (recipe: string) => string }) {
  const { skipped, activities } = job;
  if (skipped.length === 0) return null;
  const count = skipped.length === 1 ? '1 recipe' : `${skipped.length} recipes`;
  return (
    <details className={styles.skipped} open={activities.length === 0}>
      <summary>{count} did not need to run</summary>
      <ul>
        {skipped.map(({ recipe, reason }) => (
          <li key={recipe}>
            {nameOf(recipe)} <span>{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
