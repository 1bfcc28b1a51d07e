import { fail } from '../../contract/errors/index.ts';
import type { RuleResult } from '../../contract/flow.ts';
import type { OwnMeanings, QualityRules } from '../../contract/project/index.ts';
import type { RowsPage, Schema } from '../../contract/schema.ts';
import { checkDataset, failedRowsSql, filledRule } from '../../engine/quality/check-dataset.ts';
import type { Session } from '../../engine/sql/session.ts';
import type { MetricsHistory } from '../../store/metrics-history.ts';
import type { EventHub } from '../event-hub.ts';
import type { DatasetRelation, Workspace } from '../workspace/types.ts';

export interface CheckRequest {
  project: string;
  relation: DatasetRelation;
  rules: QualityRules;
  /** Values that `${name}` in their settings stands for. */
  variables: Readonly<Record<string, string>>;
  /** Columns as the project declares them. */
  declared: Schema | undefined;
  /** What columns may mean beside the built-in meanings. */
  meanings: OwnMeanings;
  session: Session;
  signal?: AbortSignal;
}

/** Data quality of a node's projects: checking, and what was found before. */
export interface Quality {
  /** Checks rows, published or not, against the history of this project. Nothing is kept. */
  check(request: CheckRequest): Promise<RuleResult[]>;
  /** Keeps results and tells listeners. */
  record(project: string, dataset: string, results: RuleResult[]): void;
  /** Checks a built dataset now and keeps the results. */
  run(target: QualityTarget, signal?: AbortSignal): Promise<RuleResult[]>;
  status(project: string): RuleResult[];
  history(project: string, dataset: string): RuleResult[];
  /** Rows that fail a rule. QUALITY_RULE_UNKNOWN, QUALITY_NO_ROWS. */
  rows(target: QualityTarget, how: { rule: string; limit: number; signal?: AbortSignal }): Promise<RowsPage>;
}

export interface QualityTarget {
  project: string;
  workspace: Workspace;
  dataset: string;
}

/** How many earlier values a typical range is drawn from. */
const historyValues = 100;
/** Results of each rule that are remembered. */
const keptResults = 1000;

export function createQuality(store: MetricsHistory, hub: EventHub): Quality {
  const check = ({ project, relation, rules, variables, declared, meanings, session, signal }: CheckRequest) =>
    checkDataset({
      session,
      dataset: relation.dataset,
      relation: relation.sql,
      schema: relation.schema,
      declared,
      meanings,
      rules: rules.rules,
      variables,
      history: (rule) => store.values(project, relation.dataset, { rule, limit: historyValues }),
      now: new Date(),
      ...(signal ? { signal } : {}),
    });
  const record = (project: string, dataset: string, results: RuleResult[]) => {
    store.add(project, results);
    store.prune(project, keptResults);
    hub.publish({ type: 'quality', project, dataset, results });
  };
  return {
    check,
    record,
    async run({ project, workspace, dataset }, signal) {
      const rules = workspace.project.quality[dataset];
      if (!rules) return [];
      const relation = await workspace.relation(dataset);
      const declared = workspace.project.datasets[dataset]?.schema;
      const { session } = workspace;
      const { meanings } = workspace.project;
      const variables = workspace.variables();
      const request = { project, relation, rules, variables, declared, meanings, session };
      const results = await check({ ...request, ...(signal ? { signal } : {}) });
      record(project, dataset, results);
      return results;
    },
    status: (project) => store.latest(project),
    history: (project, dataset) => store.history(project, dataset),
    async rows({ workspace, dataset }, { rule: id, limit, signal }) {
      const rule = workspace.project.quality[dataset]?.rules.find((one) => one.id === id);
      if (!rule) throw fail('QUALITY_RULE_UNKNOWN', { dataset, rule: id });
      const { datasets, meanings } = workspace.project;
      const relation = { ...(await workspace.relation(dataset)), declared: datasets[dataset]?.schema, meanings };
      const sql = failedRowsSql(filledRule(rule, workspace.variables()), relation);
      const limited = `SELECT * FROM (${sql}) LIMIT ${Math.trunc(limit)}`;
      const { schema, columns } = await workspace.session.query(limited, signal ? { signal } : {});
      return { schema, columns, offset: 0, total: null, sample: `first ${limit} failing rows` };
    },
  };
}
