import { randomBytes } from 'node:crypto';
import type { Deployment, DeploymentSettings, DeployRun, Infrastructure } from '../../contract/deploy.ts';
import { DeploymentSettings as Settings } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Log } from '../../platform/log.ts';
import type { Deployments } from '../../store/deployments.ts';
import { errorBody } from '../error-body.ts';
import type { EventHub } from '../event-hub.ts';
import { isSwitching, newStages, performRun } from './deploy-run.ts';
import type { Infrastructures } from './infrastructures.ts';
import { deploymentStatus } from './reconcile.ts';
import type { ArchiveId, Registry } from './registry.ts';

export interface DeployRequest extends Omit<ArchiveId, 'id'> {
  item: string;
  infrastructure: string;
  settings?: DeploymentSettings;
}

/** Deployments: what should run where, doing it, and how it went. Every run is recorded before its first stage. */
export interface Deployer {
  /** Begins a run and returns it; progress comes as events. NOT_FOUND, DEPLOY_NO_NODES, DEPLOY_KIND, DEPLOY_RUNNING. */
  deploy(request: DeployRequest, by: string): Promise<{ run: DeployRun; ended: Promise<DeployRun> }>;
  /** DEPLOY_NOTHING_BEFORE. */
  rollback(
    deployment: string,
    how: { version?: string; by: string },
  ): Promise<{ run: DeployRun; ended: Promise<DeployRun> }>;
  /** With the state that the nodes report now. */
  list(): Promise<Deployment[]>;
  /** NOT_FOUND. */
  history(deployment: string): DeployRun[];
  run(id: string): DeployRun;
  /** Stops a run before its nodes switch. NOT_FOUND, DEPLOY_TOO_LATE. */
  cancel(id: string, by: string): void;
  /** At start: takes up the runs that a killed process left; stages that were done are found done. */
  resume(): Promise<DeployRun>[];
  /** Waits for running deployments. */
  close(): Promise<void>;
}

export interface DeployerOptions {
  store: Deployments;
  registry: Registry;
  infrastructures: Infrastructures;
  hub: EventHub;
  log: Log;
}

const kindOf = { automation: 'project-bundle', api: 'api-service' } as const;

export function createDeployer(options: DeployerOptions): Deployer {
  const { store, registry, infrastructures, log } = options;
  const running = new Map<string, { run: string; ended: Promise<DeployRun>; stop: AbortController }>();
  const now = () => new Date().toISOString();
  const found = (id: string): Deployment => {
    const deployment = store.deployments.get(id);
    if (!deployment) throw fail('NOT_FOUND', { kind: 'deployment', id, suggestion: '' });
    return deployment;
  };
  const foundRun = (id: string): DeployRun => {
    const run = store.run(id);
    if (!run) throw fail('NOT_FOUND', { kind: 'deploy run', id, suggestion: '' });
    return run;
  };
  const publishRun = (run: DeployRun) => {
    store.saveRun(run);
    options.hub.publish({ type: 'deploy-run', run });
  };

  const perform = (run: DeployRun, wanted: Deployment, before?: Deployment): Promise<DeployRun> => {
    const { kind, item } = wanted;
    const stop = new AbortController();
    const work = async (): Promise<DeployRun> => {
      const published = registry.get({ kind, id: item, version: run.version });
      const done = await performRun({
        run,
        published,
        file: registry.fileOf(published),
        signer: () => registry.signerOf(published),
        nodes: infrastructures.targets(wanted.infrastructure, stop.signal),
        signal: stop.signal,
        settings: wanted.settings,
        before: before?.version ? { version: before.version, settings: before.settings } : undefined,
        log,
        onUpdate: publishRun,
      });
      if (done.status === 'succeeded')
        store.deployments.put({ ...wanted, version: run.version, status: 'HEALTHY', message: '', updatedAt: now() });
      else if (before) store.deployments.put(before);
      return done;
    };
    const ended = work()
      .catch((error: unknown) => {
        const failed: DeployRun = { ...run, status: 'failed', endedAt: now(), error: errorBody(error, log) };
        publishRun(failed);
        return failed;
      })
      .finally(() => running.delete(wanted.id));
    running.set(wanted.id, { run: run.id, ended, stop });
    return ended;
  };

  const begin = (wanted: Deployment, what: { action: DeployRun['action']; version: string; by: string }) => {
    const busy = store.runs(wanted.id, 1)[0];
    if (running.has(wanted.id)) throw fail('DEPLOY_RUNNING', { deployment: wanted.id, run: busy?.id });
    const run: DeployRun = {
      id: `deploy-${randomBytes(6).toString('hex')}`,
      deployment: wanted.id,
      ...what,
      status: 'running',
      startedAt: now(),
      endedAt: null,
      stages: newStages(),
      error: null,
    };
    publishRun(run);
    const before = store.deployments.get(wanted.id);
    // The settings are kept at once: a run that is taken up after a crash goes on with them.
    store.deployments.put(wanted);
    return { run, ended: perform(run, wanted, before) };
  };

  return {
    async deploy({ kind, item, version, infrastructure, settings }, by) {
      registry.get({ kind, id: item, version });
      const target = infrastructures.get(infrastructure);
      checkTarget(target, { kind, item });
      const id = deploymentId(infrastructure, item);
      const known = store.deployments.get(id);
      const wanted: Deployment = {
        id,
        kind,
        item,
        infrastructure,
        version: known?.version ?? null,
        status: 'DEPLOYING',
        message: '',
        settings: settings ?? known?.settings ?? Settings.parse({}),
        updatedAt: now(),
      };
      return begin(wanted, { action: 'deploy', version, by });
    },
    async rollback(id, { version, by }) {
      const deployment = found(id);
      const earlier = version ?? versionBefore(store.runs(id, 200), deployment.version);
      if (earlier === undefined) throw fail('DEPLOY_NOTHING_BEFORE', { deployment: id });
      registry.get({ kind: deployment.kind, id: deployment.item, version: earlier });
      return begin(deployment, { action: 'rollback', version: earlier, by });
    },
    list: () =>
      Promise.all(
        store.deployments.list().map(async (deployment) => {
          if (running.has(deployment.id)) return { ...deployment, status: 'DEPLOYING' as const };
          const targets = infrastructures.find(deployment.infrastructure)
            ? infrastructures.targets(deployment.infrastructure)
            : [];
          return { ...deployment, ...(await deploymentStatus(deployment, targets)) };
        }),
      ),
    history: (id) => store.runs(found(id).id),
    run: foundRun,
    cancel(id, by) {
      const run = foundRun(id);
      const open = [...running.values()].find((one) => one.run === id);
      if (!open) throw fail('DEPLOY_TOO_LATE', { run: id, state: 'it has ended' });
      const switching = run.stages.find(({ stage, status }) => isSwitching(stage) && status !== 'pending');
      if (switching) throw fail('DEPLOY_TOO_LATE', { run: id, state: 'its nodes are switching to the new version' });
      open.stop.abort(by);
    },
    resume: () =>
      store.unfinishedRuns().flatMap((run) => {
        const deployment = store.deployments.get(run.deployment);
        if (deployment && !running.has(deployment.id)) return [perform(run, deployment, deployment)];
        store.failRun(run.id, now(), errorBody(fail('NODE_ENDED'), log));
        return [];
      }),
    close: async () => {
      await Promise.allSettled([...running.values()].map(({ ended }) => ended));
    },
  };
}

export function deploymentId(infrastructure: string, item: string): string {
  return `${item}@${infrastructure}`;
}

function checkTarget(infrastructure: Infrastructure, { kind, item }: { kind: string; item: string }): void {
  if (infrastructure.nodes.length === 0) throw fail('DEPLOY_NO_NODES', { infrastructure: infrastructure.id });
  if (kindOf[infrastructure.kind] !== kind)
    throw fail('DEPLOY_KIND', { item, kind, nodes: infrastructure.kind, infrastructure: infrastructure.id });
}

/** The version that was served before the present one: the latest other one that succeeded. */
function versionBefore(runs: readonly DeployRun[], present: string | null): string | undefined {
  return runs.find((run) => run.status === 'succeeded' && run.version !== present)?.version;
}
