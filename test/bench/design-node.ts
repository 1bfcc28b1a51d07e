import { fileURLToPath } from 'node:url';
import { readyLine, startReadyChild } from '../../nodes/platform/child.ts';

/** A Design node in a process of its own, over a data folder that the caller has filled. */
export interface DesignNode {
  url: string;
  token: string;
  /** Calls the node's API and gives the parsed answer. */
  post(path: string, body: unknown): Promise<unknown>;
  stop(): Promise<unknown>;
}

/** Starts the node from source on a free port of this machine. */
export async function startDesignNode(data: string): Promise<DesignNode> {
  const main = fileURLToPath(new URL('../../nodes/design/main.ts', import.meta.url));
  const args = [main, '--data', data, '--port', '0', '--desktop', '--log-level', 'warn'];
  const child = await startReadyChild({ name: 'the Design node', args, ready: readyLine });
  const { url, token } = child.readyValue as { url: string; token: string };
  return {
    url,
    token,
    async post(path, body) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, origin: url };
      const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
      return reply.json();
    },
    stop: () => child.stop(),
  };
}
