import type { Command } from 'commander';
import { makeTemporaryFolder, removePath } from '../../platform/files.ts';
import { closeConnections } from '../../platform/http-client.ts';
import type { DemoNode } from '../demo/demo-node.ts';
import { runDemo } from '../demo/run-demo.ts';
import { interruptSignal } from '../interrupt.ts';
import { createOutput, printError } from '../output.ts';

interface Options {
  data?: string;
  keep?: boolean;
  json?: boolean;
}

export function addDemo(command: Command): void {
  command
    .option('--data <folder>', 'data files in place of simulated ones')
    .option('--keep', 'leave the nodes running and print their addresses')
    .option('--json', 'print the figures as one JSON object on the last line')
    .action(async (options: Options) => {
      const folder = await makeTemporaryFolder('millrace-demo-');
      const nodes: DemoNode[] = [];
      const output = createOutput(options.json ?? false);
      const started = performance.now();
      try {
        const title = (text: string) => output.say(`\n${text}`);
        const { report, automation, api } = await runDemo(
          { folder, data: options.data, title, say: output.say },
          (node) => nodes.push(node),
        );
        output.say(`\nEvery step held, in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
        if (options.keep) {
          output.say(`\nDashboard  ${automation.url}/#token=${automation.token}&/p/credit-card-fraud/dashboards`);
          output.say(`API        ${api.url}/docs   key ${api.token}`);
          output.say('Ctrl+C stops both.');
          await stopped();
        }
        output.result({ ...report });
      } catch (error) {
        if (options.json) console.error('The demo failed.');
        process.exitCode = printError(error, options.json ?? false);
      } finally {
        await Promise.all(nodes.map((node) => node.process.stop()));
        await closeConnections();
        await removePath(folder);
      }
    });
}

function stopped(): Promise<void> {
  const signal = interruptSignal();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
