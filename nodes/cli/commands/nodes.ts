import type { Command } from 'commander';
import { startApi } from '../../api/main.ts';
import { startAutomation } from '../../automation/main.ts';
import { startDeployer } from '../../deployer/main.ts';
import { startDesign } from '../../design/main.ts';
import { defaultPorts } from '../../server/node-config.ts';

const nodes = [
  { name: 'design', about: 'start a Design node: the shared workbench', start: startDesign },
  {
    name: 'automation',
    about: 'start an Automation node: scheduled batch work and dashboards',
    start: startAutomation,
  },
  { name: 'api', about: 'start an API node: real-time scoring (--workers N)', start: startApi },
  { name: 'deployer', about: 'start a Deployer of its own', start: startDeployer },
] as const;

export function addNodes(program: Command): void {
  for (const { name, about, start } of nodes) {
    program
      .command(name)
      .description(about)
      .usage(`--data DIR [--port ${defaultPorts[name]}] [--host 127.0.0.1]`)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(async (_options: unknown, command: Command) => {
        await start(command.args);
      });
  }
}
