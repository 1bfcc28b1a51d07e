import type { Command } from 'commander';
import type { NodeKind } from '../../contract/routes/index.ts';
import { defaultDataFolder } from '../../platform/paths.ts';
import { defaultPorts } from '../../server/node-config.ts';

type Start = (argv: readonly string[]) => Promise<unknown>;

/** A node loads only what it is made of. */
const starts: Record<NodeKind, () => Promise<Start>> = {
  design: async () => (await import('../../design/main.ts')).startDesign,
  automation: async () => (await import('../../automation/main.ts')).startAutomation,
  api: async () => (await import('../../api/main.ts')).startApi,
  deployer: async () => (await import('../../deployer/main.ts')).startDeployer,
};

/** The command that starts a node of a kind. The node itself reads and checks the values of its options. */
export function addNode(kind: NodeKind): (command: Command) => void {
  return (command) => {
    command
      .option('--data <dir>', `data folder (default: ${defaultDataFolder(kind)})`)
      .option('--port <n>', `port; 0 takes any free one (default: ${defaultPorts[kind]})`)
      .option('--host <host>', 'address to listen on (default: 127.0.0.1)')
      .option('--log-level <level>', 'debug, info, warn, error or silent (default: info)');
    if (kind === 'design' || kind === 'automation') {
      command
        .option('--memory <amount>', 'memory for data, like 6GB (default: seven tenths of the machine’s)')
        .option(
          '--allow-webhooks <hosts>',
          'hosts, addresses or networks of one’s own network that scenarios may send messages to, or private for all (default: none)',
        );
    }
    if (kind === 'design') command.option('--desktop', 'for the person at this machine: loopback only, without TLS');
    if (kind === 'api') {
      command
        .option('--workers <n>', 'worker processes (default: one for every core)')
        .option('--body-limit <bytes>', 'largest body of a request (default: 1048576)')
        .option('--drain-seconds <s>', 'seconds for which a stopping node still answers (default: 0)');
    }
    command.action(async () => {
      const start = await starts[kind]();
      await start(argumentsOf(command));
    });
  };
}

/** The given options as the arguments they were. */
function argumentsOf(command: Command): string[] {
  return command.options.flatMap((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (value === undefined) return [];
    return value === true ? [option.long!] : [`${option.long}=${value}`];
  });
}
