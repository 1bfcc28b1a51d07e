import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { AddressGuard } from '../platform/address-guard.ts';
import { systemClock } from '../platform/clock.ts';
import { archiveHandlers } from '../server/handlers/archive-handlers.ts';
import { checkHandlers } from '../server/handlers/check-handlers.ts';
import { connectionHandlers, nodeHandlers, pairHandler } from '../server/handlers/node-handlers.ts';
import { projectHandlers } from '../server/handlers/project-handlers.ts';
import { qualityHandlers } from '../server/handlers/quality-handlers.ts';
import { scenarioHandlers } from '../server/handlers/scenario-handlers.ts';
import { variableHandlers } from '../server/handlers/variable-handlers.ts';
import { viewHandlers } from '../server/handlers/view-handlers.ts';
import { createNodeServer } from '../server/node-server.ts';
import { openArchives } from '../services/archives/archives.ts';
import { createBundleTarget } from '../services/archives/bundle-target.ts';
import { errorBody } from '../services/error-body.ts';
import { openConnections } from '../services/nodes/connections.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import { createPairing, type Pairing } from '../services/nodes/pairing.ts';
import { openBundleProjects } from '../services/projects/bundle-projects.ts';
import { createQuality } from '../services/quality/quality.ts';
import { createScenarios } from '../services/scenarios/scenarios.ts';
import { createScheduler } from '../services/scenarios/scheduler.ts';
import { createGoldenTests } from '../services/tests/golden-tests.ts';
import { openActivations } from '../store/activations.ts';
import { openDatabase } from '../store/database.ts';
import { openDatasetViews } from '../store/dataset-views.ts';
import { openJobs } from '../store/jobs.ts';
import { openMetricsHistory } from '../store/metrics-history.ts';
import { openScenarioRuns } from '../store/scenario-runs.ts';

/** An Automation node that does not listen yet. */
export interface AutomationApp {
  server: FastifyInstance;
  pairing: Pairing;
  /** Begins to start scenarios at their times. */
  startScheduler(): void;
  close(): Promise<void>;
}

export async function createAutomationApp(options: {
  base: NodeBase;
  tls: { cert: string; key: string };
  memoryBytes?: number;
  /** Where scenarios may send messages. */
  guard?: AddressGuard;
}): Promise<AutomationApp> {
  const { base, tls } = options;
  const { folder, hub, log } = base;
  const history = await openDatabase(join(folder, 'history.db'), { durability: 'normal' });
  const jobs = openJobs(history);
  const quality = createQuality(openMetricsHistory(history), hub);
  const tests = createGoldenTests(hub);
  const connections = await openConnections(folder);
  const store = openActivations(base.db);
  const runs = openScenarioRuns(base.db);
  const ended = errorBody(fail('NODE_ENDED'), log);
  jobs.failUnfinished(new Date().toISOString(), ended);
  const folderOf = (item: string, version: string) => join(folder, 'bundles', item, version);
  const projects = openBundleProjects({
    ...{ folder, store, connections, folderOf, jobs, hub, log, quality },
    ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
  });
  const scenarios = createScenarios({
    ...{ projects, quality, tests, store: runs, hub, log },
    ...(options.guard ? { guard: options.guard } : {}),
  });
  scenarios.failUnfinished();
  const isActive = projects.isActive;
  const scheduler = createScheduler({ projects, scenarios, runs, clock: systemClock, log, isActive });
  const archives = await openArchives({
    folder,
    store,
    keys: base.keys,
    log,
    target: createBundleTarget({ connections, projects, log }),
  });
  const pairing = createPairing(base.keys, base.ring);
  // A newly activated bundle may bring other scenarios and times.
  const unsubscribe = hub.subscribe((event) => void (event.type === 'items' && scheduler.refresh()));
  let isDraining = false;
  const server = await createNodeServer({
    node: 'automation',
    base,
    tls,
    pages: true,
    handlers: {
      ...nodeHandlers(base, { isDraining: () => isDraining, checks: () => [] }),
      ...pairHandler(base, pairing),
      ...connectionHandlers(base, connections),
      ...archiveHandlers(base, archives),
      ...projectHandlers(base, projects),
      ...viewHandlers(projects, openDatasetViews(history)),
      ...variableHandlers(base, projects),
      ...qualityHandlers(base, { projects, quality }),
      ...scenarioHandlers(base, { projects, scenarios }),
      ...checkHandlers(base, { projects, tests }),
    },
  });
  return {
    server,
    pairing,
    startScheduler: () => void scheduler.refresh(),
    async close() {
      isDraining = true;
      unsubscribe();
      scheduler.stop();
      await server.close();
      await scenarios.close();
      await projects.closeAll();
      history.close();
    },
  };
}
