import type { Deployment, DeployRun, DeployStage } from '../../nodes/contract/deploy.ts';
import type { RuleResult, ScenarioRun } from '../../nodes/contract/flow.ts';
import type { Tone } from './StatusBadge.tsx';

interface Shown {
  tone: Tone;
  label: string;
}

/** How each status of the contract is shown: tone and word. */
export const outcomes: Record<ScenarioRun['steps'][number]['outcome'], Shown> = {
  running: { tone: 'running', label: 'Running' },
  success: { tone: 'done', label: 'Success' },
  warning: { tone: 'stale', label: 'Warning' },
  failed: { tone: 'failed', label: 'Failed' },
  aborted: { tone: 'none', label: 'Aborted' },
  skipped: { tone: 'none', label: 'Skipped' },
  pending: { tone: 'none', label: 'Waiting' },
};

export const ruleTones: Record<RuleResult['status'], Shown> = {
  OK: { tone: 'done', label: 'OK' },
  WARNING: { tone: 'stale', label: 'Warning' },
  ERROR: { tone: 'failed', label: 'Error' },
  EMPTY: { tone: 'ready', label: 'No rows' },
  NOT_COMPUTED: { tone: 'none', label: 'No verdict' },
};

export const deploymentTones: Record<Deployment['status'], Shown> = {
  HEALTHY: { tone: 'done', label: 'Healthy' },
  WARNING: { tone: 'stale', label: 'Warning' },
  UNHEALTHY: { tone: 'failed', label: 'Unhealthy' },
  ERROR: { tone: 'failed', label: 'Error' },
  OUT_OF_SYNC: { tone: 'stale', label: 'Out of sync' },
  UNKNOWN: { tone: 'none', label: 'Unknown' },
  DEPLOYING: { tone: 'running', label: 'Deploying' },
};

const deployRunTones: Record<DeployRun['status'], Shown> = {
  running: { tone: 'running', label: 'Deploying' },
  succeeded: { tone: 'done', label: 'Succeeded' },
  failed: { tone: 'failed', label: 'Failed' },
  'rolled-back': { tone: 'stale', label: 'Went back' },
};

/** How a deploy run is shown: one that a person cancelled has not failed. */
export const deployRunShown = ({ status, error }: Pick<DeployRun, 'status' | 'error'>): Shown =>
  error?.code === 'DEPLOY_CANCELLED' ? { tone: 'none', label: 'Cancelled' } : deployRunTones[status];

export const stageTones: Record<DeployStage['status'], Shown> = {
  pending: { tone: 'none', label: 'Waiting' },
  running: { tone: 'running', label: 'Running' },
  done: { tone: 'done', label: 'Done' },
  failed: { tone: 'failed', label: 'Failed' },
  skipped: { tone: 'ready', label: 'Skipped' },
};

const order: readonly RuleResult['status'][] = ['ERROR', 'WARNING', 'EMPTY', 'OK', 'NOT_COMPUTED'];
/** The worst verdict of several rules; NOT_COMPUTED when none has one. */
export const worstStatus = (results: readonly Pick<RuleResult, 'status'>[]): RuleResult['status'] =>
  order.find((status) => results.some((result) => result.status === status)) ?? 'NOT_COMPUTED';
