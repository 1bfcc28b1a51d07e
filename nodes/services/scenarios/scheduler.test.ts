import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scenario } from '../../contract/project/index.ts';
import { createManualClock, type ManualClock } from '../../platform/clock.ts';
import { createLog } from '../../platform/log.ts';
import { openDatabase } from '../../store/database.ts';
import { openJobs } from '../../store/jobs.ts';
import { openMetricsHistory } from '../../store/metrics-history.ts';
import { openScenarioRuns, type ScenarioRuns } from '../../store/scenario-runs.ts';
import { createEventHub } from '../event-hub.ts';
import { openConnections } from '../nodes/connections.ts';
import { type DesignProjects, openDesignProjects } from '../projects/design-projects.ts';
import { createQuality } from '../quality/quality.ts';
import { createGoldenTests } from '../tests/golden-tests.ts';
import { createScenarios, type Scenarios } from './scenarios.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

const log = createLog({ name: 'test', level: 'silent' });
const minute = 60_000;
let clock: ManualClock;
let projects: DesignProjects;
let scenarios: Scenarios;
let runs: ScenarioRuns;
let schedulers: Scheduler[];
let close: () => Promise<void>;

/** A scenario at every tenth minute that only sets a variable. */
const scenario = Scenario.parse({
  id: 'tick',
  name: 'Tick',
  active: true,
  triggers: [{ id: 'tens', kind: 'cron', settings: { expression: '*/10 * * * *', timeZone: 'UTC' } }],
  steps: [{ id: 'set', kind: 'set-variables', settings: { variables: { a: '1' } } }],
});

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scheduler-'));
  const db = await openDatabase(join(folder, 'node.db'));
  const hub = createEventHub();
  const quality = createQuality(openMetricsHistory(db), hub);
  runs = openScenarioRuns(db);
  const connections = await openConnections(folder);
  projects = await openDesignProjects({ folder, connections, jobs: openJobs(db), hub, log, quality });
  await projects.create('Clock');
  const project = await projects.get('clock');
  await project.editable!.edit({ label: 'Add', edits: [{ family: 'scenarios', id: 'tick', value: scenario }] });
  await project.workspace.reload();
  scenarios = createScenarios({ projects, quality, tests: createGoldenTests(hub), store: runs, hub, log });
  clock = createManualClock(Date.parse('2026-03-01T12:05:00Z'));
  schedulers = [];
  close = async () => {
    for (const one of schedulers) one.stop();
    await scenarios.close();
    await projects.closeAll();
    db.close();
  };
});
afterEach(() => close());

/** As a node that has just started. */
function start(catchUp?: 'skip' | 'once' | 'all'): Scheduler {
  const made = createScheduler({ projects, scenarios, runs, clock, log, ...(catchUp ? { catchUp } : {}) });
  schedulers.push(made);
  return made;
}
const dues = () => runs.list('clock', 'tick').length;

describe('the scheduler', () => {
  it('starts a scenario when its time has come, once', async () => {
    const scheduler = start();
    await scheduler.refresh();
    expect(dues()).toBe(0);
    clock.advance(5 * minute);
    await scheduler.refresh();
    await scheduler.refresh();
    expect(dues()).toBe(1);
    expect(runs.lastDue('clock', 'tick', 'tens')).toBe('2026-03-01T12:10:00.000Z');
  });

  it('does not run a time again after a restart', async () => {
    const first = start();
    await first.refresh();
    clock.advance(5 * minute);
    await first.refresh();
    first.stop();
    await start('all').refresh();
    expect(dues()).toBe(1);
  });

  it.each([
    ['skip', 1],
    ['once', 2],
    ['all', 4],
  ] as const)('with the policy “%s” makes %i runs in all of one in time and three missed', async (policy, expected) => {
    const first = start();
    await first.refresh();
    clock.advance(5 * minute);
    await first.refresh();
    first.stop();
    clock.advance(32 * minute);
    await start(policy).refresh();
    expect(dues()).toBe(expected);
  });

  it.each([
    ['skip', 0],
    ['once', 1],
    ['all', 18],
  ] as const)('after its machine slept for three hours catches up by the policy “%s”', async (policy, expected) => {
    const scheduler = start(policy);
    await scheduler.refresh();
    clock.advance(3 * 60 * minute);
    await scheduler.refresh();
    expect(dues()).toBe(expected);
  });

  it('runs nothing twice when the clock is put back', async () => {
    const scheduler = start();
    await scheduler.refresh();
    clock.advance(5 * minute);
    await scheduler.refresh();
    clock.advance(-3 * minute);
    await scheduler.refresh();
    clock.advance(4 * minute);
    await scheduler.refresh();
    expect(dues()).toBe(1);
    clock.advance(9 * minute);
    await scheduler.refresh();
    expect(dues()).toBe(2);
  });

  it('starts a scenario when files of a watched dataset arrive or change, once each time', async () => {
    const { editable, workspace } = await projects.get('clock');
    const source = { kind: 'files', connection: 'project', path: '*.csv', format: { kind: 'csv' } };
    const trigger = { id: 'arrival', kind: 'dataset-change', settings: { datasets: ['day'] } };
    const edits = [
      { family: 'datasets' as const, id: 'day', value: { id: 'day', name: 'day', source } },
      { family: 'scenarios' as const, id: 'tick', value: Scenario.parse({ ...scenario, triggers: [trigger] }) },
    ];
    await editable!.edit({ label: 'Watch', edits });
    await workspace.reload();
    const files = join(workspace.projectDir, 'files');
    const arrive = (name: string, text: string) => {
      mkdirSync(files, { recursive: true });
      writeFileSync(join(files, name), text);
    };
    const scheduler = start();
    await scheduler.refresh();
    expect(dues()).toBe(0);
    for (const [name, text, runsThen] of [
      ['monday.csv', 'id,amount\n1,10\n', 1],
      ['tuesday.csv', 'id,amount\n2,20\n', 2],
      ['tuesday.csv', 'id,amount\n2,20\n3,30\n', 3],
    ] as const) {
      arrive(name, text);
      clock.advance(minute);
      await scheduler.refresh();
      await scheduler.refresh();
      expect(dues()).toBe(runsThen);
    }
    expect(runs.list('clock', 'tick')[0]).toMatchObject({ trigger: 'arrival' });
  });

  it('leaves scenarios alone that are not active here', async () => {
    const scheduler = createScheduler({ projects, scenarios, runs, clock, log, isActive: () => false });
    schedulers.push(scheduler);
    await scheduler.refresh();
    clock.advance(20 * minute);
    await scheduler.refresh();
    expect(dues()).toBe(0);
  });
});
