import { Button } from '@mantine/core';
import type { Job } from '../../../nodes/contract/flow.ts';
import { isOver } from '../../client/apply-event.ts';
import { formatAgo, formatDuration } from '../../ui/format.ts';
import { StatusIcon } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { lookOfJob, shareDone, spent } from './job-words.ts';
import styles from './jobs.module.css';

interface JobListProps {
  jobs: readonly Job[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** Asks for older ones, when there may be some. */
  onMore: (() => void) | undefined;
}

/** Jobs, newest first. */
export function JobList({ jobs, chosen, onChoose, onMore }: JobListProps) {
  const now = useNow(jobs.some((job) => !isOver(job)));
  return (
    <div className={styles.list}>
      {jobs.map((job) => {
        const { tone, label } = lookOfJob(job);
        const ms = spent(job, now);
        return (
          <button
            key={job.id}
            type="button"
            className={styles.item}
            aria-current={job.id === chosen || undefined}
            onClick={() => onChoose(job.id)}
          >
            <span className={styles.itemIcon} title={label}>
              <StatusIcon tone={tone} size={14} />
            </span>
            <span className={styles.itemWords}>
              <span className={styles.itemName}>{job.label}</span>
              <span className={styles.itemText}>
                {job.status === 'queued' ? label : formatAgo(job.createdAt, now)}
                {ms === null ? '' : ` · ${formatDuration(ms)}`}
              </span>
              {job.status === 'running' ? (
                <span className={styles.itemBar}>
                  <i style={{ width: `${shareDone(job) * 100}%` }} />
                </span>
              ) : null}
            </span>
          </button>
        );
      })}
      {onMore ? (
        <Button variant="subtle" color="gray" fullWidth onClick={onMore}>
          Show older jobs
        </Button>
      ) : null}
    </div>
  );
}
