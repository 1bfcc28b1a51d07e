import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { fail } from '../contract/errors/index.ts';
import type { AddressGuard } from '../platform/address-guard.ts';
import { captureHandlers, checkHandlers } from '../server/handlers/check-handlers.ts';
import { deployerHandlers } from '../server/handlers/deployer-handlers.ts';
import { editHandlers } from '../server/handlers/edit-handlers.ts';
import { connectionHandlers, nodeHandlers } from '../server/handlers/node-handlers.ts';
import { projectHandlers } from '../server/handlers/project-handlers.ts';
import { qualityHandlers } from '../server/handlers/quality-handlers.ts';
import { scenarioHandlers } from '../server/handlers/scenario-handlers.ts';
import { renameHandlers, variableHandlers } from '../server/handlers/variable-handlers.ts';
import { viewHandlers } from '../server/handlers/view-handlers.ts';
import { createNodeServer } from '../server/node-server.ts';
import { openDeployerKit } from '../services/deploy/deployer-kit.ts';
import { errorBody } from '../services/error-body.ts';
import { openConnections } from '../services/nodes/connections.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import { openDesignProjects } from '../services/projects/design-projects.ts';
import { type FirstSample, openFirstSample } from '../services/projects/first-sample.ts';
import { openImports } from '../services/projects/imports.ts';
import { createQuality } from '../services/quality/quality.ts';
import { runningWork } from '../services/running-work.ts';
import { createScenarios } from '../services/scenarios/scenarios.ts';
import { createGoldenTests } from '../services/tests/golden-tests.ts';
import { openDatabase } from '../store/database.ts';
import { openDatasetViews } from '../store/dataset-views.ts';
import { openJobs } from '../store/jobs.ts';
import { openMetricsHistory } from '../store/metrics-history.ts';
import { openScenarioRuns } from '../store/scenario-runs.ts';
import { formulaHandlers } from './formula-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { packHandlers } from './pack-handlers.ts';
import { sampleHandlers } from './sample-handlers.ts';

/** A Design node that does not listen yet. */
export interface DesignApp {
  server: FastifyInstance;
  sample: FirstSample;
  close(): Promise<void>;
}

export interface DesignAppOptions {
  base: NodeBase;
  desktop: boolean;
  tls?: { cert: string; key: string };
  memoryBytes?: number;
  /** Where scenarios may send messages. */
  guard?: AddressGuard;
}

export async function createDesignApp(options: DesignAppOptions): Promise<DesignApp> {
  const { base, desktop, tls } = options;
  const { folder, hub, log } = base;
  const history = await openDatabase(join(folder, 'history.db'), { durability: 'normal' });
  const jobs = openJobs(history);
  const quality = createQuality(openMetricsHistory(history), hub);
  const tests = createGoldenTests(hub);
  const connections = await openConnections(folder);
  jobs.failUnfinished(new Date().toISOString(), errorBody(fail('NODE_ENDED'), log));
  const projects = await openDesignProjects({
    ...{ folder, connections, jobs, hub, log, quality },
    ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
  });
  const runs = openScenarioRuns(base.db);
  const scenarios = createScenarios({
    ...{ projects, quality, tests, store: runs, hub, log },
    ...(options.guard ? { guard: options.guard } : {}),
  });
  scenarios.failUnfinished();
  const sample = await openFirstSample(base, projects);
  const imports = await openImports(base, projects);
  const deployer = await openDeployerKit(base);
  let isDraining = false;
  const server = await createNodeServer({
    node: 'design',
    base,
    desktop,
    pages: true,
    ...(tls ? { tls } : {}),
    handlers: {
      ...nodeHandlers(base, { isDraining: () => isDraining, checks: () => [] }),
      ...connectionHandlers(base, connections),
      ...projectHandlers(base, projects),
      ...viewHandlers(projects, openDatasetViews(history)),
      ...editHandlers(base, projects),
      ...variableHandlers(base, projects),
      ...renameHandlers(base, projects),
      ...qualityHandlers(base, { projects, quality }),
      ...scenarioHandlers(base, { projects, scenarios }),
      ...checkHandlers(base, { projects, tests }),
      ...captureHandlers({ projects, tests }),
      ...deployerHandlers(base, deployer),
      ...importHandlers(base, { imports, desktop }),
      ...packHandlers(base, { projects, registry: deployer.registry }),
      ...formulaHandlers(projects),
      ...sampleHandlers(base, sample),
      'node.running': () => runningWork({ jobs, runs, deployments: deployer.store }),
    },
  });
  return {
    server,
    sample,
    async close() {
      isDraining = true;
      await sample.close();
      await server.close();
      await scenarios.close();
      await projects.closeAll();
      await deployer.close();
      history.close();
    },
  };
}
