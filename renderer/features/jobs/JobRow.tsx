import { ActionIcon, Progress, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Activity, Job } from '../../../nodes/contract/flow.ts';
import { isOver } from '../../client/apply-event.ts';
import { useCall, useProject } from '../../client/hooks.ts';
import { cancelJobs } from '../../state/builds.ts';
import { formatAgo, formatCount, formatDuration } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusBadge, StatusIcon, type Tone } from '../../ui/StatusBadge.tsx';
import styles from './jobs.module.css';

const looks: Record<Activity['status'], { tone: Tone; label: string }> = {
  queued: { tone: 'ready', label: 'Waiting' },
  running: { tone: 'running', label: 'Running' },
  succeeded: { tone: 'done', label: 'Done' },
  warning: { tone: 'stale', label: 'Warnings' },
  failed: { tone: 'failed', label: 'Failed' },
  aborted: { tone: 'none', label: 'Cancelled' },
  skipped: { tone: 'none', label: 'Skipped' },
};

const spent = (one: { startedAt: string | null; endedAt: string | null }): string =>
  one.startedAt && one.endedAt ? formatDuration(Date.parse(one.endedAt) - Date.parse(one.startedAt)) : '';

interface JobRowProps {
  job: Job;
  open: boolean;
  onToggle: () => void;
}

export function JobRow({ job, open, onToggle }: JobRowProps) {
  const look = looks[job.status];
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={styles.job}>
      <div style={{ display: 'flex', alignItems: 'center' }}>
        <UnstyledButton className={styles.head} onClick={onToggle} aria-expanded={open}>
          <Chevron size={14} />
          <span className={styles.title}>
            <strong>{job.label}</strong>
            <span>
              {formatAgo(job.createdAt)}
              {spent(job) ? ` · ${spent(job)}` : ''}
            </span>
          </span>
          <StatusBadge tone={look.tone} label={look.label} />
        </UnstyledButton>
        {isOver(job) ? null : (
          <Tooltip label="Cancel">
            <ActionIcon mr={12} color="red" aria-label="Cancel" onClick={() => void cancelJobs(job.project, [job.id])}>
              <IconPlayerStop size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {open ? <JobDetails job={job} /> : null}
    </div>
  );
}

function JobDetails({ job }: { job: Job }) {
  const recipes = useProject(job.project).data?.project.recipes ?? {};
  const log = useCall('jobs.get', { params: { project: job.project, job: job.id } }).data?.log ?? [];
  return (
    <div className={styles.body}>
      {job.error && job.status !== 'aborted' ? <ErrorNotice error={job.error} /> : null}
      {job.activities.map((activity) => (
        <div key={activity.recipe} className={styles.activity} data-status={activity.status}>
          <StatusIcon tone={looks[activity.status].tone} />
          <span>{recipes[activity.recipe]?.name ?? activity.recipe}</span>
          <span>
            {activity.rows === null ? '' : `${formatCount(activity.rows)} rows · `}
            {(activity.status === 'aborted' ? '' : spent(activity)) ||
              (activity.progress?.message ?? looks[activity.status].label)}
          </span>
          {activity.status === 'running' ? (
            <Progress className={styles.bar ?? ''} size={3} animated value={(activity.progress?.fraction ?? 1) * 100} />
          ) : null}
          {activity.error && activity.status === 'failed' && activity.error.message !== job.error?.message ? (
            <div className={styles.bar}>
              <ErrorNotice error={activity.error} />
            </div>
          ) : null}
        </div>
      ))}
      {log.length > 0 ? <Log lines={log} /> : null}
    </div>
  );
}

function Log({ lines }: { lines: string[] }) {
  const end = useRef<HTMLPreElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line scrolls to the end
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [lines.length]);
  return (
    <pre ref={end} className={styles.log}>
      {lines.join('\n')}
    </pre>
  );
}
