import { Command, CommanderError } from 'commander';
import { closeConnections } from '../platform/http-client.ts';
import { commands } from './commands/registry.ts';
import { printError } from './output.ts';

const program = new Command('millrace')
  .description('Design data flows and models; ship them to Automation and API nodes.')
  .version(process.env['npm_package_version'] ?? '0.1.0')
  .showHelpAfterError()
  .exitOverride();
for (const add of commands) add(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else process.exitCode = printError(error, process.argv.includes('--json'));
} finally {
  await closeConnections();
}
