import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Tone } from '../ui/StatusBadge.tsx';

/** How each of the six states looks: shape and colour by tone, and its word. */
export const stateLooks: Record<FlowNode['state'], { tone: Tone; label: string }> = {
  'not-configured': { tone: 'none', label: 'Not configured' },
  ready: { tone: 'ready', label: 'Not built' },
  running: { tone: 'running', label: 'Running' },
  done: { tone: 'done', label: 'Done' },
  stale: { tone: 'stale', label: 'Out of date' },
  failed: { tone: 'failed', label: 'Failed' },
};
