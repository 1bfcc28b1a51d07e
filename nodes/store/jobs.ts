import { type ErrorBody, Job, JobLogLine, type LastRun } from '../contract/flow.ts';
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
  appendLog(job: string, lines: readonly JobLogLine[]): void;
  /** The last lines of a log, at most 20,000. */
  log(job: string): JobLogLine[];
  /** Remembers what the recipes of an ended job took, of those that went well. */
  keepRuns(job: Job): void;
  /** Recipe → what its last run that went well took. */
  lastRuns(project: string): Map<string, LastRun>;
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
  `ALTER TABLE job_log ADD COLUMN at TEXT NOT NULL DEFAULT '';
   ALTER TABLE job_log ADD COLUMN recipe TEXT;
   ALTER TABLE job_log ADD COLUMN level TEXT NOT NULL DEFAULT 'info';
   CREATE TABLE recipe_runs (
     project TEXT NOT NULL,
     recipe TEXT NOT NULL,
     rows INTEGER,
     ms REAL NOT NULL,
     at TEXT NOT NULL,
     PRIMARY KEY (project, recipe)
   ) STRICT;`,
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
  const append = db.prepare('INSERT INTO job_log (job, at, recipe, level, line) VALUES (?, ?, ?, ?, ?)');
  const log = db.prepare(
    'SELECT at, recipe, level, line AS text FROM job_log WHERE job = ? ORDER BY seq DESC LIMIT 20000',
  );
  const keepRun = db.prepare(
    `INSERT INTO recipe_runs (project, recipe, rows, ms, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (project, recipe)
     DO UPDATE SET rows = excluded.rows, ms = excluded.ms, at = excluded.at`,
  );
  const runs = db.prepare('SELECT recipe, rows, ms, at FROM recipe_runs WHERE project = ?');
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
    appendLog: db.transaction((job: string, lines: readonly JobLogLine[]) => {
      for (const { at, recipe, level, text } of lines) append.run(job, at, recipe, level, text);
    }),
    log: (job) =>
      log
        .all(job)
        .map((line) => JobLogLine.parse(line))
        .reverse(),
    keepRuns: db.transaction(({ project, activities }: Job) => {
      for (const { recipe, status, rows, startedAt, endedAt } of activities)
        if ((status === 'succeeded' || status === 'warning') && startedAt && endedAt)
          keepRun.run(project, recipe, rows, Date.parse(endedAt) - Date.parse(startedAt), endedAt);
    }),
    lastRuns: (project) => {
      const found = runs.all(project) as (LastRun & { recipe: string })[];
      return new Map(found.map(({ recipe, ...run }) => [recipe, run]));
    },
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
