import type { ErrorBody } from '../contract/flow.ts';
import { Job } from '../contract/flow.ts';
import { type Connection, migrate } from './database.ts';

/** Builds and their log lines. */
export interface Jobs {
  /** Keeps the job as it is now. */
  save(job: Job): void;
  get(project: string, id: string): Job | undefined;
  /** Newest first. */
  list(project: string, limit?: number): Job[];
  /** Those that have not ended, the oldest first. */
  unfinished(): Job[];
  appendLog(job: string, lines: readonly string[]): void;
  log(job: string): string[];
  /** At start: jobs of a process that died are failed with `error`; they are returned. */
  failUnfinished(now: string, error: ErrorBody): Job[];
  /** Keeps the newest `keep` jobs of a project, and those that have not ended. */
  prune(project: string, keep: number): void;
}

const migrations = [
  `CREATE TABLE jobs (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     project TEXT NOT NULL,
     status TEXT NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX jobs_by_project ON jobs (project, seq);
   CREATE TABLE job_log (
     seq INTEGER PRIMARY KEY,
     job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
     line TEXT NOT NULL
   ) STRICT;
   CREATE INDEX job_log_by_job ON job_log (job, seq);`,
];

const parse = (body: unknown): Job => Job.parse(JSON.parse(body as string));

/** Jobs in `db`. */
export function openJobs(db: Connection): Jobs {
  migrate(db, 'jobs', migrations);
  const save = db.prepare(
    `INSERT INTO jobs (id, project, status, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, body = excluded.body`,
  );
  const get = db.prepare('SELECT body FROM jobs WHERE project = ? AND id = ?').pluck();
  const list = db.prepare('SELECT body FROM jobs WHERE project = ? ORDER BY seq DESC LIMIT ?').pluck();
  const unfinished = db.prepare("SELECT body FROM jobs WHERE status IN ('queued', 'running') ORDER BY seq").pluck();
  const append = db.prepare('INSERT INTO job_log (job, line) VALUES (?, ?)');
  const log = db.prepare('SELECT line FROM job_log WHERE job = ? ORDER BY seq').pluck();
  const prune = db.prepare(
    `DELETE FROM jobs WHERE project = ? AND status NOT IN ('queued', 'running') AND seq NOT IN
       (SELECT seq FROM jobs WHERE project = ? ORDER BY seq DESC LIMIT ?)`,
  );
  const write = (job: Job) => void save.run(job.id, job.project, job.status, JSON.stringify(job));
  return {
    save: write,
    get(project, id) {
      const body = get.get(project, id);
      return body === undefined ? undefined : parse(body);
    },
    list: (project, limit = 50) => list.all(project, limit).map(parse),
    unfinished: () => unfinished.all().map(parse),
    appendLog: db.transaction((job: string, lines: readonly string[]) => {
      for (const line of lines) append.run(job, line);
    }),
    log: (job) => log.all(job) as string[],
    failUnfinished: db.transaction((now: string, error: ErrorBody) => {
      const failed = unfinished.all().map((body) => failJob(parse(body), now, error));
      for (const job of failed) write(job);
      return failed;
    }),
    prune: (project, keep) => void prune.run(project, project, keep),
  };
}

function failJob(job: Job, now: string, error: ErrorBody): Job {
  const activities = job.activities.map((activity) => {
    if (activity.status === 'running')
      return { ...activity, status: 'failed' as const, progress: null, endedAt: now, error };
    return activity.status === 'queued' ? { ...activity, status: 'skipped' as const } : activity;
  });
  return { ...job, status: 'failed', endedAt: now, activities, error };
}
