import { join } from 'node:path';
import { type Child, readyLine, startReadyChild } from '../../platform/child.ts';
import { programPath } from '../program-path.ts';

/** A node that the demo started as a process of its own. */
export interface DemoNode {
  url: string;
  token: string;
  fingerprint: string;
  pairingCode: string;
  process: Child;
}

/** Starts a node with a data folder of its own on a free port, and waits until it is ready. */
export async function startNode(
  kind: 'automation' | 'api',
  folder: string,
  more: readonly string[] = [],
): Promise<DemoNode> {
  const child = await startReadyChild({
    name: `the ${kind} node`,
    args: [programPath(), kind, '--data', join(folder, kind), '--port', '0', '--log-level', 'warn', ...more],
    ready: readyLine,
  });
  const text = (name: string) => String(child.readyValue[name] ?? '');
  return {
    url: text('url'),
    token: text('token'),
    fingerprint: text('fingerprint'),
    pairingCode: text('pairing_code'),
    process: child,
  };
}
