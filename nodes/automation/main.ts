import { parseNodeArgs, type StartOptions } from '../server/node-config.ts';
import { runMain } from '../server/run-main.ts';
import { type StartedNode, startNode } from '../server/start-node.ts';
import { createAutomationApp } from './app.ts';

/** Starts an Automation node: `--data DIR --port N --host H [--memory 6GB] [--allow-webhooks HOST,…]`. */
export function startAutomation(argv: readonly string[], options: StartOptions = {}): Promise<StartedNode> {
  const config = parseNodeArgs('automation', argv);
  return startNode('automation', { config, ...options }, async (base, tls) => {
    const app = await createAutomationApp({ base, tls, memoryBytes: config.memoryBytes, guard: config.webhooks });
    return { ...app, onReady: app.startScheduler };
  });
}

runMain(import.meta.url, startAutomation);
