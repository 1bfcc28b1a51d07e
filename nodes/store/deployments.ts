import type { z } from 'zod';
import { Deployment, DeployRun, Infrastructure, Published } from '../contract/deploy.ts';
import type { ErrorBody } from '../contract/flow.ts';
import { type Connection, migrate } from './database.ts';
import { type Documents, documentsOf, documentTable } from './documents.ts';

type ArchiveOf = Pick<Published, 'kind' | 'id'>;

/** What a Deployer knows: where to, what, what should run where, and what was done. */
export interface Deployments {
  readonly infrastructures: Documents<Infrastructure>;
  readonly deployments: Documents<Deployment>;
  /**
   * Keeps a published archive. False when this version is there already with the same content; another content under the same version
   * is `conflict`: a version never changes.
   */
  publish(archive: Published): boolean | 'conflict';
  /** Newest first; all archives, or those of one item. */
  published(of?: ArchiveOf): Published[];
  archive(of: ArchiveOf, version: string): Published | undefined;
  /** Keeps a run of a deployment as it is now. */
  saveRun(run: DeployRun): void;
  run(id: string): DeployRun | undefined;
  /** Newest first. */
  runs(deployment: string, limit?: number): DeployRun[];
  /** At start: runs of a process that died, to be resumed or failed. */
  unfinishedRuns(): DeployRun[];
  /** Marks a run that cannot go on. */
  failRun(id: string, now: string, error: ErrorBody): void;
}

const migrations = [
  `${documentTable('infrastructures')}
   ${documentTable('deployments')}
   CREATE TABLE published (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     kind TEXT NOT NULL,
     id TEXT NOT NULL,
     version TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (kind, id, version)
   ) STRICT;
   CREATE TABLE deploy_runs (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     deployment TEXT NOT NULL,
     status TEXT NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX deploy_runs_by_deployment ON deploy_runs (deployment, seq);`,
];

const reader =
  <T>(schema: z.ZodType<T>) =>
  (body: unknown): T =>
    schema.parse(JSON.parse(body as string));
const toPublished = reader(Published);
const toRun = reader(DeployRun);

/** Deployments in `db`. */
export function openDeployments(db: Connection): Deployments {
  migrate(db, 'deployments', migrations);
  const archives = publishedArchives(db);
  const saveRun = db.prepare(
    `INSERT INTO deploy_runs (id, deployment, status, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, body = excluded.body`,
  );
  const getRun = db.prepare('SELECT body FROM deploy_runs WHERE id = ?').pluck();
  const listRuns = db.prepare('SELECT body FROM deploy_runs WHERE deployment = ? ORDER BY seq DESC LIMIT ?').pluck();
  const unfinished = db.prepare("SELECT body FROM deploy_runs WHERE status = 'running' ORDER BY seq").pluck();
  const run = (id: string) => {
    const body = getRun.get(id);
    return body === undefined ? undefined : toRun(body);
  };
  const save = (value: DeployRun) => void saveRun.run(value.id, value.deployment, value.status, JSON.stringify(value));
  return {
    infrastructures: documentsOf(db, 'infrastructures', Infrastructure),
    deployments: documentsOf(db, 'deployments', Deployment),
    ...archives,
    saveRun: save,
    run,
    runs: (deployment, limit = 50) => listRuns.all(deployment, limit).map(toRun),
    unfinishedRuns: () => unfinished.all().map(toRun),
    failRun(id, now, error) {
      const found = run(id);
      if (!found) return;
      const stages = found.stages.map((stage) => {
        if (stage.status === 'running') return { ...stage, status: 'failed' as const, message: error.message };
        return stage.status === 'pending' ? { ...stage, status: 'skipped' as const } : stage;
      });
      save({ ...found, status: 'failed', endedAt: now, stages, error });
    },
  };
}

function publishedArchives(db: Connection): Pick<Deployments, 'publish' | 'published' | 'archive'> {
  const publish = db.prepare(
    'INSERT OR IGNORE INTO published (kind, id, version, sha256, body) VALUES (?, ?, ?, ?, ?)',
  );
  const archive = db.prepare('SELECT body FROM published WHERE kind = ? AND id = ? AND version = ?').pluck();
  const all = db.prepare('SELECT body FROM published ORDER BY seq DESC').pluck();
  const ofItem = db.prepare('SELECT body FROM published WHERE kind = ? AND id = ? ORDER BY seq DESC').pluck();
  const find = ({ kind, id }: ArchiveOf, version: string) => {
    const body = archive.get(kind, id, version);
    return body === undefined ? undefined : toPublished(body);
  };
  return {
    publish: db.transaction((value: Published) => {
      const { kind, id, version, sha256 } = value;
      if (publish.run(kind, id, version, sha256, JSON.stringify(value)).changes > 0) return true;
      return find(value, version)?.sha256 === sha256 ? false : ('conflict' as const);
    }),
    published: (of) => (of ? ofItem.all(of.kind, of.id) : all.all()).map(toPublished),
    archive: find,
  };
}
