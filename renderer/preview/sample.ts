import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import type { Column, Schema } from '../../nodes/contract/schema.ts';

const column = (name: string, type: Column['type'] = 'string', meaning?: Column['meaning']): Column => ({
  name,
  type,
  meaning,
});
export const transactions: Schema = [
  column('trans_num', 'string', 'id'),
  column('trans_date_trans_time', 'timestamp', 'date'),
  column('cc_num', 'string', 'id'),
  column('merchant'),
  column('category', 'string', 'category'),
  column('amt', 'double', 'currency'),
  column('merch_lat', 'double', 'latitude'),
  column('merch_long', 'double', 'longitude'),
  column('state', 'string', 'us-state'),
  column('is_fraud', 'int', 'boolean'),
];

const recipe = (
  id: string,
  name: string,
  [kind, inputs, outputs]: [string, Recipe['inputs'], Recipe['outputs']],
): Recipe => ({ id, name, kind, version: 1, inputs, outputs, settings: {} });
const recipes: Recipe[] = [
  recipe('prepare_transactions', 'Clean transactions', ['prepare', { input: ['transactions'] }, { output: ['clean'] }]),
  recipe('join_customers', 'Add cardholder and merchant', [
    'join',
    { input: ['clean', 'cardholders', 'merchants'] },
    { output: ['enriched'] },
  ]),
  recipe('card_windows', 'Rolling figures by card', ['window', { input: ['enriched'] }, { output: ['features'] }]),
  recipe('train_fraud', 'Train fraud model', ['train', { input: ['features'] }, { model: ['fraud_model'] }]),
  recipe('score_day', 'Score the new day', [
    'score',
    { input: ['features'], model: ['fraud_model'] },
    { output: ['scored'] },
  ]),
  recipe('by_category', 'Frauds by category', ['group', { input: ['scored'] }, { output: ['fraud_by_category'] }]),
];
recipes[0]!.settings = {
  steps: [
    { id: 's1', kind: 'round', settings: { column: 'amt', digits: 2 } },
    { id: 's2', kind: 'date-parts', settings: { column: 'trans_date_trans_time' } },
    { id: 's3', kind: 'formula', settings: { name: 'night', formula: 'hour(trans_date_trans_time) < 6' } },
  ],
};
recipes[5]!.settings = { columns: ['category'], aggregates: [{ column: 'amt', fn: 'sum', name: 'amount' }] };

const files = (path: string) => ({ kind: 'files' as const, connection: 'project', path, format: { kind: 'csv' } });
const names: [id: string, name: string, path?: string][] = [
  ['transactions', 'transactions', 'transactions_history.csv.gz'],
  ['cardholders', 'cardholders', 'cardholders.csv'],
  ['merchants', 'merchants', 'merchants.csv'],
  ['clean', 'transactions_clean'],
  ['enriched', 'transactions_enriched'],
  ['features', 'card_features'],
  ['scored', 'scored_transactions'],
  ['fraud_by_category', 'fraud_by_category'],
];

export const project: Project = {
  info: {
    format: 1,
    id: 'fraud',
    name: 'Credit Card Fraud Analysis',
    description: 'From card transactions to frauds.',
  },
  variables: {},
  layout: { nodes: {} },
  datasets: Object.fromEntries(
    names.map(([id, name, path]) => [id, { id, name, source: path ? files(path) : { kind: 'managed' } }]),
  ),
  recipes: Object.fromEntries(recipes.map((one) => [one.id, one])),
  models: { fraud_model: { id: 'fraud_model', name: 'fraud_model' } },
  quality: {},
  scenarios: {},
  dashboards: {},
  services: {},
};

const states: Record<string, [FlowNode['state'], string]> = {
  score_day: ['stale', 'The model fraud_model changed'],
  scored: ['stale', 'Its recipe would now give other rows'],
  by_category: ['failed', 'Column "amt" is not there any more'],
  fraud_by_category: ['ready', 'Not built yet'],
  train_fraud: ['running', 'Training: 140 of 300 trees'],
};

export function flowNodes(of: Project): FlowNode[] {
  const node = (id: string, type: FlowNode['type']): FlowNode => {
    const [state, reason] = states[id] ?? ['done', 'Up to date'];
    return {
      id,
      type,
      state,
      reason,
      problems:
        state === 'failed'
          ? [{ code: 'COLUMN_UNKNOWN', severity: 'error', path: 'aggregates.0.column', message: reason }]
          : [],
      schema: type === 'dataset' ? transactions : null,
      rows: type === 'dataset' && state === 'done' ? 184_231 : null,
      bytes: 12_400_000,
      builtAt: '2025-06-01T10:00:00Z',
      progress: state === 'running' ? { fraction: 0.47, message: '140 of 300 trees', rows: null } : null,
    };
  };
  return [
    ...Object.keys(of.datasets).map((id) => node(id, 'dataset')),
    ...Object.keys(of.recipes).map((id) => node(id, 'recipe')),
    ...Object.keys(of.models).map((id) => node(id, 'model')),
  ];
}
