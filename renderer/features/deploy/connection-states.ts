import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import type { Tone } from '../../ui/StatusBadge.tsx';

export type NodeConnections = RouteReply<'infrastructures.connections'>;

export interface MappedState {
  tone: Tone;
  label: string;
  /** What was found, for a person to act on. */
  reason: string;
}

/** Names that a connection can be mapped to: those any of the nodes has. */
export const offered = (nodes: NodeConnections): string[] => [
  ...new Set(nodes.flatMap(({ connections }) => connections.map(({ id }) => id))),
];

/** How a mapping stands: every node must have the connection, and it must work there. */
export function stateOf(nodes: NodeConnections, target: string): MappedState {
  const silent = nodes.find(({ problem }) => problem !== null);
  if (silent) return { tone: 'stale', label: 'Not tested', reason: `${silent.name}: ${silent.problem}` };
  const without = nodes.find(({ connections }) => !connections.some(({ id }) => id === target));
  if (without) {
    const known = without.connections.map(({ id }) => id).join(', ') || 'none';
    return {
      tone: 'failed',
      label: 'Missing there',
      reason: `${without.name} has no connection “${target}” (it has: ${known}). Choose another, or add it on that node.`,
    };
  }
  const found = nodes.map(({ name, connections }) => ({ name, ...connections.find(({ id }) => id === target) }));
  const broken = found.find(({ ok }) => ok === false);
  if (broken) return { tone: 'failed', label: 'Does not work', reason: `${broken.name}: ${broken.message}` };
  return { tone: 'done', label: 'Works', reason: found.map(({ name, path }) => `${name}: ${path}`).join('\n') };
}
