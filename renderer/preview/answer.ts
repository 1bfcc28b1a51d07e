import type { Edit, Project } from '../../nodes/contract/project/index.ts';
import { type RouteSpec, routes } from '../../nodes/contract/routes/index.ts';
import type { RowsPage } from '../../nodes/contract/schema.ts';
import { applyEdits } from '../state/apply-edits.ts';
import { catalog } from './kinds.ts';
import { flowNodes, project as sample, transactions } from './sample.ts';

let project: Project = sample;
let revision = 1;
const done: { label: string; project: Project }[] = [];
const undone: { label: string; project: Project }[] = [];
const history = () => ({ revision, undo: done.at(-1)?.label ?? null, redo: undone.at(-1)?.label ?? null });

const TOTAL = 184_231;
const categories = ['grocery_pos', 'gas_transport', 'shopping_net', 'misc_pos', 'travel', 'home'];
const cell = (name: string, row: number): unknown => {
  if (name === 'amt') return row % 37 === 0 ? null : Math.round(((row * 7919) % 40_000) + 100) / 100;
  if (name === 'category') return categories[row % categories.length];
  if (name === 'is_fraud') return row % 173 === 0 ? 1 : 0;
  if (name.startsWith('trans_date')) return new Date(1735689600000 + row * 240_000).toISOString().slice(0, 19);
  if (name === 'merch_lat') return 30 + ((row * 31) % 1500) / 100;
  if (name === 'merch_long') return -120 + ((row * 17) % 4500) / 100;
  if (name === 'state') return ['CA', 'TX', 'NY', 'FL', 'WA'][row % 5];
  return `${name.slice(0, 4)}-${(row * 104_729) % 1_000_003}`;
};
const page = (offset: number, limit: number, total = TOTAL): RowsPage => {
  const count = Math.max(0, Math.min(limit, total - offset));
  return {
    schema: transactions,
    columns: transactions.map(({ name }) => Array.from({ length: count }, (_, i) => cell(name, offset + i))),
    offset,
    total,
    sample: total === TOTAL ? 'all rows' : 'first 10,000 rows',
  };
};

const stats = () => ({
  sample: 'first 10,000 rows',
  columns: transactions.map((column, i) => ({
    column,
    rows: 10_000,
    empty: i === 5 ? 270 : 0,
    invalid: i === 3 ? 40 : 0,
    distinct: [10_000, 10_000, 200, 693, 6, 4210, 1500, 4500, 5, 2][i] ?? 0,
    min: '1',
    max: '401',
    mean: 200.5,
    stddev: 116.2,
    quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => ({ p, value: p * 400 })),
    top: categories.map((value, n) => ({ value, count: 2_400 - n * 310 })),
    histogram: Array.from({ length: 24 }, (_, n) => ({
      from: n * 17,
      to: n * 17 + 17,
      count: Math.round(900 * Math.exp(-(((n - 7) / 6) ** 2))),
    })),
  })),
});

type Body = Record<string, unknown>;
const handlers: Record<string, (body: Body) => unknown> = {
  'node.info': () => ({ kind: 'design', id: 'stage', name: 'Stage', version: '0', readOnly: false }),
  'node.catalog': () => catalog,
  'projects.list': () => [
    {
      id: 'fraud',
      name: project.info.name,
      description: project.info.description,
      datasets: 8,
      recipes: 6,
      models: 1,
      modifiedAt: new Date(Date.now() - 3_600_000).toISOString(),
    },
  ],
  'projects.get': () => ({ project, history: history() }),
  'projects.edit': (body) => {
    done.push({ label: String(body.label), project });
    undone.length = 0;
    project = applyEdits(project, body.edits as Edit[]);
    revision += 1;
    return history();
  },
  'projects.undo': () => {
    const last = done.pop();
    if (last) {
      undone.push({ label: last.label, project });
      project = last.project;
      revision += 1;
    }
    return history();
  },
  'projects.redo': () => {
    const next = undone.pop();
    if (next) {
      done.push({ label: next.label, project });
      project = next.project;
      revision += 1;
    }
    return history();
  },
  'flow.get': () => ({ nodes: flowNodes(project) }),
  'flow.preview': () => ({ page: page(0, 200, 10_000), problems: [], before: page(0, 200, 10_000) }),
  'formula.check': (body) =>
    String(body.formula).endsWith('+')
      ? {
          type: null,
          problems: [{ code: 'FORMULA_SYNTAX', severity: 'error', message: 'Something is missing at the end' }],
        }
      : { type: 'double', problems: [] },
  'jobs.list': () => [],
  'datasets.rows': (body) => page(Number(body.offset ?? 0), Number(body.limit ?? 200)),
  'datasets.stats': stats,
};

const pattern = (spec: RouteSpec) => new RegExp(`^${spec.path.replace(/:\w+/g, '[^/]+')}$`);

/** Answers a request of the workbench from the stage's data; what it does not have is an empty list. */
export function answer(url: string, init?: RequestInit): Response {
  const path = url.split('?')[0] ?? '';
  if (path === '/api/events') return new Response(new ReadableStream(), { status: 200 });
  const method = init?.method ?? 'GET';
  const found = Object.entries<RouteSpec>(routes).find(
    ([, spec]) => spec.method === method && pattern(spec).test(path),
  );
  const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Body) : {};
  const handler = found ? handlers[found[0]] : undefined;
  return Response.json(handler ? handler(body) : []);
}
