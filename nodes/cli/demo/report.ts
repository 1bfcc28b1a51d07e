/** The figures of the demo, as `--json` prints them. */
export interface DemoReport {
  /** Rows of the features. */
  rows: number;
  /** Quality rules by status. */
  checks: { ok: number; warning: number; error: number; not_computed: number };
  /** On the days after the training data. */
  auc: number;
  pr_auc: number;
  /** Transactions of the arriving days flagged as fraud. */
  flagged: number;
  /** Predictions asked of the API node, under load too. */
  requests: number;
  failed: number;
  /** Of single predictions, one after the other. */
  p50_ms: number;
  p99_ms: number;
  /** Second version of the service, from publishing to verified. */
  deploy_ms: number;
  rollback_ms: number;
  ok: boolean;
}
