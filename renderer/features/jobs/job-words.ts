import type { Activity, Job } from '../../../nodes/contract/flow.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import type { Tone } from '../../ui/StatusBadge.tsx';

interface Look {
  tone: Tone;
  label: string;
}

const looks: Record<Activity['status'], Look> = {
  queued: { tone: 'ready', label: 'Waiting' },
  running: { tone: 'running', label: 'Running' },
  succeeded: { tone: 'done', label: 'Done' },
  warning: { tone: 'stale', label: 'Warnings' },
  failed: { tone: 'failed', label: 'Failed' },
  aborted: { tone: 'none', label: 'Cancelled' },
  skipped: { tone: 'none', label: 'Up to date' },
};

/** Shape, colour and word of a job. */
export const lookOfJob = ({ status }: Pick<Job, 'status'>): Look => looks[status];

/** The same of one recipe of a job; what was left out after a failure is told apart from what needed no run. */
export const lookOf = ({ status, error }: Pick<Activity, 'status' | 'error'>): Look =>
  status === 'skipped' && error ? { tone: 'none', label: 'Not run' } : looks[status];

type Times = { startedAt: string | null; endedAt: string | null };

/** Milliseconds that something took, or takes until `now`; null before it began. */
export const spent = ({ startedAt, endedAt }: Times, now: number): number | null =>
  startedAt ? Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt)) : null;

/** `5 recipes`, `2 of 5 recipes` while it goes on. */
export function progressWords({ status, activities }: Job): string {
  const total = activities.length;
  const words = total === 1 ? '1 recipe' : `${total} recipes`;
  if (status !== 'running') return total === 0 ? '' : words;
  const over = activities.filter((one) => one.status !== 'queued' && one.status !== 'running').length;
  return `${over} of ${words}`;
}

/** Share of a job that is done, from 0 to 1. */
export function shareDone({ activities }: Job): number {
  if (activities.length === 0) return 0;
  const share = ({ status, progress }: Activity) =>
    status === 'queued' ? 0 : status === 'running' ? (progress?.fraction ?? 0) : 1;
  return activities.reduce((sum, one) => sum + share(one), 0) / activities.length;
}

/** Rows that all recipes of a job wrote; null when none wrote any. */
export function rowsOf({ activities }: Job): number | null {
  const counts = activities.flatMap(({ rows }) => (rows === null ? [] : [rows]));
  return counts.length > 0 ? counts.reduce((sum, rows) => sum + rows, 0) : null;
}

/** What a running or ended recipe has to show for: rows, or what it does. */
export function rowsWords({ status, rows, progress }: Activity): string {
  if (status === 'running') return progress?.rows ? `${formatCount(progress.rows)} rows` : (progress?.message ?? '');
  if (rows === null) return '';
  return rows === 1 ? '1 row' : `${formatCount(rows)} rows`;
}

/** Place of a bar on the time axis of its job, as shares of the whole. */
export interface Span {
  left: number;
  width: number;
}

/** Milliseconds from the beginning of a job to its end, or to now. */
export const lengthOf = (job: Job, now: number): number => Math.max(1, spent(job, now) ?? 0);

export function spanOf(activity: Activity, job: Job, now: number): Span | null {
  const took = spent(activity, now);
  if (took === null || !job.startedAt || !activity.startedAt) return null;
  const length = lengthOf(job, now);
  const left = Math.min(1, Math.max(0, (Date.parse(activity.startedAt) - Date.parse(job.startedAt)) / length));
  return { left, width: Math.min(1 - left, took / length) };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/** Round times for the axis, at most five after the beginning, each with its place. */
export function ticksOf(length: number): { at: number; label: string }[] {
  const wanted = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, ...steps].map((seconds) => seconds * 1000);
  const step = wanted.find((ms) => length / ms <= 5) ?? length;
  const count = Math.floor(length / step);
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: (index * step) / length,
    label:
      index === 0
        ? '0'
        : formatDuration(index * step)
            .replace(/\.0(?= s)/, '')
            .replace(' 0 s', ''),
  }));
}
