import { formatBytes, formatCompact, formatCount } from '../ui/format.ts';
import type { NodeData } from './FlowNodeView.tsx';
import { stateLooks } from './node-state.ts';

/** The words of the line under a node's name: its state, how far it is, the size of data. */
export function metaWords({ type, files, flow, bypassed }: NodeData): string {
  const state = flow?.state ?? 'ready';
  const { label } = stateLooks[state];
  const rows = flow?.rows ?? null;
  const running = flow?.progress;
  if (state === 'running' && running) {
    return running.rows ? `${formatCompact(running.rows)} rows` : running.message || label;
  }
  if (files && state === 'done')
    return [flow?.reason, flow?.bytes ? formatBytes(flow.bytes) : ''].filter(Boolean).join(' · ');
  if (type === 'dataset' && rows !== null && state === 'stale') return `${formatCompact(rows)} rows · out of date`;
  if (type === 'dataset' && rows !== null && state === 'done')
    return `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  return bypassed && state !== 'running' && state !== 'failed' ? 'Bypassed' : label;
}

const telling = new Set<string>(['running', 'failed', 'stale', 'not-configured']);

/** Whether a recipe says its state in words: the usual ones are told by its badge alone. */
export const tellsState = ({ flow, bypassed }: NodeData): boolean => bypassed || telling.has(flow?.state ?? '');
