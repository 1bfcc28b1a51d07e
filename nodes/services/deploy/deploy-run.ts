import type { DeploymentSettings } from '../../contract/deploy.ts';
import {
  type DeployRun,
  type DeployStage,
  deployStages,
  type PreloadReport,
  type Published,
} from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Log } from '../../platform/log.ts';
import { errorBody } from '../error-body.ts';
import type { TargetNode } from './node-client.ts';

export interface DeployWork {
  run: DeployRun;
  published: Published;
  file: string;
  /** Public key of the archive's signer; reads the archive through, so it is asked for only when it is sent. */
  signer: () => Promise<string>;
  nodes: readonly TargetNode[];
  settings: DeploymentSettings;
  /** What the nodes serve now and go back to when a node fails after the first has switched. */
  before: { version: string; settings: DeploymentSettings } | undefined;
  log: Log;
  /** Stops the run before the nodes switch; its reason is who wanted so. */
  signal?: AbortSignal;
  /** After each change of the run. */
  onUpdate: (run: DeployRun) => void;
}

type StageName = DeployStage['stage'];
interface StageResult {
  message: string;
  skipped?: boolean;
}

export function newStages(): DeployStage[] {
  return deployStages.map((stage) => ({ stage, status: 'pending', message: '', ms: null }));
}

/**
 * Takes a published archive through its stages on every node: publish → upload → preload → test → check → activate → verify. All nodes must have
 * passed a stage before any enters the next, so a version that one of them refuses is active on none. When activating or verifying fails,
 * the nodes go back to what they served before.
 */
export async function performRun(work: DeployWork): Promise<DeployRun> {
  const stages = stagesOf(work);
  let run: DeployRun = { ...work.run, stages: newStages() };
  const update = (change: Partial<DeployRun>) => {
    run = { ...run, ...change };
    work.onUpdate(run);
  };
  const setStage = (name: StageName, change: Partial<DeployStage>) =>
    update({ stages: run.stages.map((stage) => (stage.stage === name ? { ...stage, ...change } : stage)) });
  for (const name of deployStages) {
    const started = performance.now();
    const ms = () => Math.round(performance.now() - started);
    const isCancelled = () => work.signal?.aborted && !isSwitching(name);
    try {
      if (work.signal?.aborted && name !== 'verify') throw cancelled(work.signal);
      setStage(name, { status: 'running' });
      const { message, skipped } = await stages[name]();
      setStage(name, { status: skipped ? 'skipped' : 'done', message, ms: ms() });
    } catch (error) {
      const body = errorBody(isCancelled() && work.signal ? cancelled(work.signal) : error, work.log);
      setStage(name, { status: 'failed', message: body.message, ms: ms() });
      const wentBack = isSwitching(name) && !work.signal?.aborted && (await goBack(work));
      const rest = run.stages.map((stage) =>
        stage.status === 'pending' ? { ...stage, status: 'skipped' as const } : stage,
      );
      update({
        stages: rest,
        status: wentBack ? 'rolled-back' : 'failed',
        endedAt: new Date().toISOString(),
        error: body,
      });
      return run;
    }
  }
  update({ status: 'succeeded', endedAt: new Date().toISOString() });
  return run;
}

/** From here on nodes serve the new version: a run goes to its end, or back. */
export const isSwitching = (stage: StageName): boolean => stage === 'activate' || stage === 'verify';

const cancelled = (signal: AbortSignal) => fail('DEPLOY_CANCELLED', { by: signal.reason });

function stagesOf(work: DeployWork): Record<StageName, () => Promise<StageResult>> {
  const { published, file, signer, nodes, settings } = work;
  const { id, version, sha256 } = published;
  const each = <T>(what: (node: TargetNode) => Promise<T>) => Promise.all(nodes.map(what));
  const on = `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`;
  let tests: PreloadReport['checks'] = [];
  const requireChecks = (checks: PreloadReport['checks']) => {
    const failed = checks.filter((check) => !check.ok).map((one) => `${one.name}: ${one.message}`);
    if (failed.length > 0) throw fail('ARCHIVE_NOT_READY', { id, version, failed: failed.join('; ') });
  };
  return {
    publish: async () => ({ message: `${id} ${version} is published (${sha256.slice(0, 12)})` }),
    upload: async () => {
      const sent = await each(async (node) => {
        const held = (await node.items()).find((item) => item.id === id);
        if (held?.versions.some((one) => one.version === version)) return false;
        await node.trust(await signer(), published.author);
        await node.upload(file);
        return true;
      });
      const count = sent.filter(Boolean).length;
      return count === 0 ? { message: `On ${on} already`, skipped: true } : { message: `Sent to ${count} of ${on}` };
    },
    preload: async () => {
      const reports = await each((node) => node.preload(id, version, settings));
      const checks = reports.flatMap((report) => report.checks);
      tests = checks.filter(({ kind }) => kind === 'test');
      const others = checks.filter(({ kind }) => kind !== 'test');
      requireChecks(others);
      return { message: `${others.length} checks passed on ${on}` };
    },
    test: async () => {
      if (tests.length === 0) return { message: 'The version carries no golden tests', skipped: true };
      requireChecks(tests);
      return { message: `${tests.length} golden ${tests.length === 1 ? 'test holds' : 'tests hold'} on ${on}` };
    },
    check: async () => {
      await each(checkHealth);
      return { message: `${on} healthy` };
    },
    activate: async () => {
      await each((node) => node.activate(id, version, settings));
      return { message: `Active on ${on}` };
    },
    verify: async () => {
      await each((node) => verify(node, id, version));
      return { message: `Version ${version} is active and healthy on ${on}` };
    },
  };
}

async function checkHealth(node: TargetNode): Promise<void> {
  const { status, checks } = await node.health();
  if (status === 'ready') return;
  const problems = checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.message}`);
  throw fail('DEPLOY_NODE_UNHEALTHY', { node: node.node.name, status, problems: problems.join('; ') });
}

async function verify(node: TargetNode, id: string, version: string): Promise<void> {
  const active = (await node.items()).find((item) => item.id === id)?.active ?? null;
  if (active !== version)
    throw fail('DEPLOY_NOT_ACTIVE', { node: node.node.name, id, version, found: active ?? 'none' });
  await checkHealth(node);
}

/** Activates the former version again wherever it is not active. True when every node serves it. */
async function goBack({ nodes, published, before, log }: DeployWork): Promise<boolean> {
  if (!before || before.version === published.version) return false;
  const back = await Promise.allSettled(
    nodes.map(async (node) => {
      const active = (await node.items()).find((item) => item.id === published.id)?.active;
      if (active !== before.version) await node.activate(published.id, before.version, before.settings);
    }),
  );
  for (const one of back) if (one.status === 'rejected') log.error({ err: one.reason }, 'going back failed on a node');
  return back.every((one) => one.status === 'fulfilled');
}
