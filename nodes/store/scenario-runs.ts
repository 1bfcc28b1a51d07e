import { type ErrorBody, ScenarioRun } from '../contract/flow.ts';
import { type Connection, migrate } from './database.ts';

/** Why a run exists: what fired, and for which moment. The same trigger fires once for a moment, whatever happens in between. */
export interface RunCause {
  /** Id of the trigger, or `manual`. */
  trigger: string;
  /** ISO time the trigger was due; absent for runs by hand, which are never doubles. */
  due?: string;
}

/** Runs of scenarios with their steps and log lines. */
export interface ScenarioRuns {
  /** Records a run before it starts. False when a run for this cause exists already: then it must not be started. */
  claim(run: ScenarioRun, cause: RunCause): boolean;
  /** Keeps the run as it is now; of the logs only the new lines are written. */
  save(run: ScenarioRun): void;
  get(project: string, id: string): ScenarioRun | undefined;
  /** Newest first. */
  list(project: string, scenario: string, limit?: number): ScenarioRun[];
  /** Those that have not ended, the oldest first. */
  unfinished(): ScenarioRun[];
  /** The latest due time for which a trigger has fired: where catching up begins. */
  lastDue(project: string, scenario: string, trigger: string): string | undefined;
  /** At start: runs of a process that died become failed with `error`; they are returned. */
  failUnfinished(now: string, error: ErrorBody): ScenarioRun[];
  /** Keeps the newest `keep` runs of a scenario; due times are remembered. */
  prune(project: string, scenario: string, keep: number): void;
}

const migrations = [
  `CREATE TABLE scenario_runs (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     project TEXT NOT NULL,
     scenario TEXT NOT NULL,
     outcome TEXT NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX scenario_runs_by_scenario ON scenario_runs (project, scenario, seq);
   CREATE TABLE scenario_run_log (
     run TEXT NOT NULL REFERENCES scenario_runs (id) ON DELETE CASCADE,
     step INTEGER NOT NULL,
     line INTEGER NOT NULL,
     text TEXT NOT NULL,
     PRIMARY KEY (run, step, line)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE scenario_claims (
     project TEXT NOT NULL,
     scenario TEXT NOT NULL,
     trigger TEXT NOT NULL,
     due TEXT NOT NULL,
     run TEXT NOT NULL,
     PRIMARY KEY (project, scenario, trigger, due)
   ) STRICT, WITHOUT ROWID;`,
];

/** Scenario runs in `db`. */
export function openScenarioRuns(db: Connection): ScenarioRuns {
  migrate(db, 'scenario-runs', migrations);
  const put = db.prepare(
    `INSERT INTO scenario_runs (id, project, scenario, outcome, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, body = excluded.body`,
  );
  const claim = db.prepare(
    'INSERT OR IGNORE INTO scenario_claims (project, scenario, trigger, due, run) VALUES (?, ?, ?, ?, ?)',
  );
  const lastDue = db
    .prepare('SELECT max(due) FROM scenario_claims WHERE project = ? AND scenario = ? AND trigger = ?')
    .pluck();
  const get = db.prepare('SELECT body FROM scenario_runs WHERE project = ? AND id = ?').pluck();
  const list = db
    .prepare('SELECT body FROM scenario_runs WHERE project = ? AND scenario = ? ORDER BY seq DESC LIMIT ?')
    .pluck();
  const unfinished = db.prepare("SELECT body FROM scenario_runs WHERE outcome = 'running' ORDER BY seq").pluck();
  const prune = db.prepare(
    `DELETE FROM scenario_runs WHERE project = ? AND scenario = ? AND outcome <> 'running' AND seq NOT IN
       (SELECT seq FROM scenario_runs WHERE project = ? AND scenario = ? ORDER BY seq DESC LIMIT ?)`,
  );
  const logs = logLines(db);
  const save = db.transaction((run: ScenarioRun) => {
    const body = { ...run, steps: run.steps.map((step) => ({ ...step, log: [] })) };
    put.run(run.id, run.project, run.scenario, run.outcome, JSON.stringify(body));
    for (const [i, step] of run.steps.entries()) logs.save(run.id, i, step.log);
  });
  const read = (body: unknown) => {
    const run = ScenarioRun.parse(JSON.parse(body as string));
    return { ...run, steps: run.steps.map((step, i) => ({ ...step, log: logs.read(run.id, i) })) };
  };
  return {
    claim: db.transaction((run: ScenarioRun, { trigger, due }: RunCause) => {
      if (due !== undefined && claim.run(run.project, run.scenario, trigger, due, run.id).changes === 0) return false;
      save(run);
      return true;
    }),
    save,
    get(project, id) {
      const body = get.get(project, id);
      return body === undefined ? undefined : read(body);
    },
    list: (project, scenario, limit = 50) => list.all(project, scenario, limit).map(read),
    unfinished: () => unfinished.all().map(read),
    lastDue: (project, scenario, trigger) => (lastDue.get(project, scenario, trigger) as string | null) ?? undefined,
    failUnfinished: db.transaction((now: string, error: ErrorBody) => {
      const failed = unfinished.all().map((body) => failRun(read(body), now, error));
      for (const run of failed) save(run);
      return failed;
    }),
    prune: (project, scenario, keep) => void prune.run(project, scenario, project, scenario, keep),
  };
}

function logLines(db: Connection) {
  const count = db.prepare('SELECT count(*) FROM scenario_run_log WHERE run = ? AND step = ?').pluck();
  const add = db.prepare('INSERT INTO scenario_run_log (run, step, line, text) VALUES (?, ?, ?, ?)');
  const read = db.prepare('SELECT text FROM scenario_run_log WHERE run = ? AND step = ? ORDER BY line').pluck();
  return {
    save(run: string, step: number, lines: readonly string[]) {
      if (lines.length === 0) return;
      for (let i = count.get(run, step) as number; i < lines.length; i++) add.run(run, step, i, lines[i]);
    },
    read: (run: string, step: number) => read.all(run, step) as string[],
  };
}

function failRun(run: ScenarioRun, now: string, error: ErrorBody): ScenarioRun {
  const steps = run.steps.map((step) => {
    if (step.outcome === 'running') return { ...step, outcome: 'failed' as const, endedAt: now, error };
    return step.outcome === 'pending' ? { ...step, outcome: 'skipped' as const } : step;
  });
  return { ...run, outcome: 'failed', endedAt: now, steps };
}
