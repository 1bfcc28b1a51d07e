import type { Activity, Job } from '../../../nodes/contract/flow.ts';
import { formatDuration } from '../../ui/format.ts';
import { StatusIcon } from '../../ui/StatusBadge.tsx';
import { lengthOf, lookOf, rowsWords, spanOf, spent, ticksOf } from './job-words.ts';
import styles from './jobs.module.css';

interface TimelineProps {
  job: Job;
  now: number;
  nameOf: (recipe: string) => string;
  picked: string | null;
  onPick: (recipe: string) => void;
}

/** The recipes of a job on a common time axis, in the order they run: state, when, how long, how many rows. */
export function Timeline({ job, now, nameOf, picked, onPick }: TimelineProps) {
  if (job.activities.length === 0) {
    const words = { queued: 'Waiting for the jobs before it', running: 'Looking at what to do' }[job.status as string];
    return (
      <p className={styles.quiet}>
        {words ?? (job.status === 'succeeded' ? 'Everything was up to date' : 'No recipe has run')}
      </p>
    );
  }
  const ticks = job.startedAt ? ticksOf(lengthOf(job, now)) : [];
  return (
    <div className={styles.timeline}>
      <div className={styles.axis} aria-hidden>
        {ticks.map(({ at, label }) => (
          <span key={label} style={{ left: `${at * 100}%` }} data-end={at > 0.92 || undefined}>
            {label}
          </span>
        ))}
      </div>
      {job.activities.map((activity) => (
        <ActivityRow
          key={activity.recipe}
          {...{ activity, job, now }}
          name={nameOf(activity.recipe)}
          picked={activity.recipe === picked}
          onPick={() => onPick(activity.recipe)}
        />
      ))}
    </div>
  );
}

interface ActivityRowProps {
  activity: Activity;
  job: Job;
  now: number;
  name: string;
  picked: boolean;
  onPick: () => void;
}

function ActivityRow({ activity, job, now, name, picked, onPick }: ActivityRowProps) {
  const { tone, label } = lookOf(activity);
  const span = spanOf(activity, job, now);
  const ms = spent(activity, now);
  const isQuiet = ms === null || activity.status === 'aborted';
  return (
    <button
      type="button"
      className={styles.row}
      aria-expanded={picked}
      data-picked={picked || undefined}
      onClick={onPick}
    >
      <span className={styles.rowName} title={name}>
        <StatusIcon tone={tone} size={14} />
        <span>{name}</span>
        <span className={styles.hidden}>{label}</span>
      </span>
      <span className={styles.track}>
        {span ? (
          <i data-tone={tone} style={{ left: `${span.left * 100}%`, width: `max(3px, ${span.width * 100}%)` }}>
            {activity.status === 'running' && activity.progress?.fraction ? (
              <b style={{ width: `${activity.progress.fraction * 100}%` }} />
            ) : null}
          </i>
        ) : null}
      </span>
      <span className={styles.rowRows}>{rowsWords(activity)}</span>
      <span className={styles.rowTime}>{isQuiet ? label : formatDuration(ms)}</span>
    </button>
  );
}
