import { RuleResult } from '../contract/flow.ts';
import { type Connection, migrate } from './database.ts';

/** Results of quality rules over time. */
export interface MetricsHistory {
  add(project: string, results: readonly RuleResult[]): void;
  /** The latest result of every rule of the project, by dataset in the order they were added. */
  latest(project: string): RuleResult[];
  /** Results of a dataset (or of one rule), oldest first; the newest `limit` of them. */
  history(project: string, dataset: string, options?: { rule?: string; limit?: number }): RuleResult[];
  /** The last `limit` observed numbers of a rule, oldest first: what a typical range is drawn from. */
  values(project: string, dataset: string, options: { rule: string; limit: number }): number[];
  /** Keeps the newest `keep` results of every rule. */
  prune(project: string, keep: number): void;
}

const migrations = [
  `CREATE TABLE rule_results (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     project TEXT NOT NULL,
     dataset TEXT NOT NULL,
     rule TEXT NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX rule_results_by_rule ON rule_results (project, dataset, rule, seq);`,
];

const parse = (body: unknown): RuleResult => RuleResult.parse(JSON.parse(body as string));

/** Rule results in `db`. */
export function openMetricsHistory(db: Connection): MetricsHistory {
  migrate(db, 'metrics-history', migrations);
  const add = db.prepare('INSERT INTO rule_results (project, dataset, rule, body) VALUES (?, ?, ?, ?)');
  const latest = db
    .prepare(
      `SELECT body FROM rule_results WHERE seq IN
         (SELECT max(seq) FROM rule_results WHERE project = ? GROUP BY dataset, rule) ORDER BY dataset, seq`,
    )
    .pluck();
  const ofDataset = db
    .prepare('SELECT body FROM rule_results WHERE project = ? AND dataset = ? ORDER BY seq DESC LIMIT ?')
    .pluck();
  const ofRule = db
    .prepare('SELECT body FROM rule_results WHERE project = ? AND dataset = ? AND rule = ? ORDER BY seq DESC LIMIT ?')
    .pluck();
  const prune = db.prepare(
    `DELETE FROM rule_results WHERE seq IN (SELECT seq FROM
       (SELECT seq, row_number() OVER (PARTITION BY dataset, rule ORDER BY seq DESC) AS age FROM rule_results WHERE project = ?)
       WHERE age > ?)`,
  );
  const history = (project: string, dataset: string, { rule, limit = 500 }: { rule?: string; limit?: number } = {}) =>
    (rule === undefined ? ofDataset.all(project, dataset, limit) : ofRule.all(project, dataset, rule, limit))
      .map(parse)
      .reverse();
  return {
    add: db.transaction((project: string, results: readonly RuleResult[]) => {
      for (const result of results) add.run(project, result.dataset, result.rule, JSON.stringify(result));
    }),
    latest: (project) => latest.all(project).map(parse),
    history,
    values: (project, dataset, { rule, limit }) =>
      history(project, dataset, { rule, limit }).flatMap(({ observed }) =>
        typeof observed === 'number' ? [observed] : [],
      ),
    prune: (project, keep) => void prune.run(project, keep),
  };
}
