import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Scenario } from '../../contract/project/index.ts';
import { createLog } from '../../platform/log.ts';
import { openDatabase } from '../../store/database.ts';
import { openJobs } from '../../store/jobs.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { openScenarioRuns } from '../../store/scenario-runs.ts';
import { createEventHub } from '../event-hub.ts';
import { openConnections } from '../nodes/connections.ts';
import { openDesignProjects } from '../projects/design-projects.ts';
import { createQuality } from '../quality/quality.ts';
import { createGoldenTests } from '../tests/golden-tests.ts';
import { createScenarios } from './scenarios.ts';

const log = createLog({ name: 'test', level: 'silent' });
const scenario = (id: string, kind: string, settings: object) =>
  Scenario.parse({ id, name: id, triggers: [], steps: [{ id: 'only', kind, settings }] });

it('aborting a run aborts the runs that it waits for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  const db = await openDatabase(join(folder, 'node.db'));
  const hub = createEventHub();
  const quality = createQuality(openMetricsHistory(db), hub);
  const store = openScenarioRuns(db);
  const connections = await openConnections(folder);
  const projects = await openDesignProjects({ folder, connections, jobs: openJobs(db), hub, log, quality });
  const scenarios = createScenarios({ projects, quality, tests: createGoldenTests(hub), store, hub, log });
  try {
    await projects.create('Chain');
    const { editable, workspace } = await projects.get('chain');
    const values = [
      scenario('inner', 'wait', { seconds: 3600 }),
      scenario('outer', 'run-scenario', { scenario: 'inner' }),
    ];
    const edits = values.map((value) => ({ family: 'scenarios' as const, id: value.id, value }));
    await editable!.edit({ label: 'Add', edits });
    await workspace.reload();
    const started = await scenarios.start({ project: 'chain', scenario: 'outer', cause: { trigger: 'manual' } });
    await expect.poll(() => scenarios.list('chain', 'inner')[0]?.steps[0]?.outcome).toBe('running');
    scenarios.abort(started!.run.id);
    expect((await started!.ended).outcome).toBe('aborted');
    expect(scenarios.list('chain', 'inner')).toMatchObject([{ outcome: 'aborted' }]);
  } finally {
    await scenarios.close();
    await projects.closeAll();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
