import { AppError } from '../../base/app-error.ts';
import type { ScenarioRun } from '../../contract/flow.ts';
import type { RowsPage } from '../../contract/schema.ts';
import { sleep } from '../../platform/clock.ts';
import { callNode } from '../../services/deploy/node-client.ts';
import type { DemoNode } from './demo-node.ts';
import type { RawRecord } from './score-client.ts';

const project = 'credit-card-fraud';

function address(node: DemoNode) {
  return { url: node.url, fingerprint: node.fingerprint, key: node.token };
}

/** Points the connection of the bank's files at a folder of the Automation node. */
export async function connectBank(node: DemoNode, path: string): Promise<void> {
  await callNode(address(node), 'connections.put', {
    params: { connection: 'bank' },
    json: { id: 'bank', kind: 'folder', path },
  });
}

/** Runs the daily scenario for a day and waits for its end. Throws the error of a failed step. */
export async function runDaily(node: DemoNode, day: string): Promise<ScenarioRun> {
  const started = await callNode(address(node), 'scenarios.run', {
    params: { project, scenario: 'daily' },
    json: { variables: { day } },
  });
  for (;;) {
    const run = await callNode(address(node), 'scenarios.get', {
      params: { project, scenario: 'daily', run: started.id },
    });
    if (run.outcome !== 'running') return throwIfFailed(run);
    await sleep(100);
  }
}

function throwIfFailed(run: ScenarioRun): ScenarioRun {
  const error = run.steps.find((step) => step.error)?.error;
  if ((run.outcome === 'failed' || run.outcome === 'aborted') && error)
    throw new AppError(error.code, error.message, error.data);
  return run;
}

/** All rows of a dataset of the Automation node as records. */
export async function readRecords(node: DemoNode, dataset: string): Promise<RawRecord[]> {
  const page: RowsPage = await callNode(address(node), 'datasets.rows', {
    params: { project, dataset },
    json: { limit: 10_000, sample: 'all' },
  });
  const rows = page.columns[0]?.length ?? 0;
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(page.schema.map((column, at) => [column.name, page.columns[at]?.[row] ?? null])),
  );
}
