import type { Deployment } from '../../contract/deploy.ts';
import { explained } from '../error-body.ts';
import type { TargetNode } from './node-client.ts';

type Status = Pick<Deployment, 'status' | 'message'>;

/** Compares what should be served with what each node reports. */
export async function deploymentStatus(deployment: Deployment, targets: readonly TargetNode[]): Promise<Status> {
  const { version, item } = deployment;
  if (version === null) return { status: 'ERROR', message: 'It was never deployed with success' };
  if (targets.length === 0) return { status: 'UNKNOWN', message: 'Its infrastructure has no nodes' };
  const reports = await Promise.all(targets.map((target) => reportOf(target, item)));
  const unreachable = reports.filter((report) => report.problem !== undefined);
  if (unreachable.length === reports.length) return { status: 'UNKNOWN', message: unreachable[0]?.problem ?? '' };
  const other = reports.find((report) => report.problem === undefined && report.active !== version);
  if (other)
    return {
      status: 'OUT_OF_SYNC',
      message: `${other.name} serves ${other.active ?? 'nothing'} instead of ${version}`,
    };
  if (unreachable.length > 0) return { status: 'WARNING', message: unreachable[0]?.problem ?? '' };
  const ill = reports.find((report) => report.health !== 'ready');
  if (ill) return { status: 'UNHEALTHY', message: `${ill.name} is ${ill.health}` };
  return {
    status: 'HEALTHY',
    message: `Version ${version} on ${reports.length === 1 ? '1 node' : `${reports.length} nodes`}`,
  };
}

interface NodeReport {
  name: string;
  active?: string | null;
  health?: string;
  /** Why the node could not be asked. */
  problem?: string;
}

async function reportOf(target: TargetNode, item: string): Promise<NodeReport> {
  const { name } = target.node;
  try {
    const [items, health] = await Promise.all([target.items(), target.health()]);
    return { name, active: items.find((one) => one.id === item)?.active ?? null, health: health.status };
  } catch (error) {
    return { name, problem: explained(error) };
  }
}
