import { Command, CommanderError } from 'commander';
import type { AppError } from '../base/app-error.ts';
import { fail } from '../contract/errors/index.ts';
import { type CommandEntry, commands } from './commands/registry.ts';
import { printError } from './output.ts';

/**
 * Runs one command and gives the exit code of the process: 0 done, 1 an error a person can mend, 2 the command line was not
 * understood, 70 a bug, 130 cancelled. Only the module of that command is loaded.
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const isJson = argv.includes('--json');
  try {
    if (argv[0] === '-V' || argv[0] === '--version') return await printVersion();
    const entry = commands.find(({ name }) => name === argv[0]) ?? helpWanted(argv);
    const program = createProgram();
    for (const one of commands) {
      const command = program.command(one.name).description(one.about).helpOption('-h, --help', 'show this help');
      if (one === entry) (await one.load())(command);
    }
    for (const one of [program, ...program.commands]) one.exitOverride().configureOutput({ outputError: () => {} });
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof CommanderError)) return printError(error, isJson);
    return error.exitCode === 0 ? 0 : printError(usageError(error, argv[0]), isJson);
  }
}

/** Options of a command stand behind its name, so that `bundle --version 2` does not ask for the program's version. */
function createProgram(): Command {
  return new Command('millrace')
    .description('Design data flows and models; ship them to Automation and API nodes.')
    .usage('COMMAND …')
    .enablePositionalOptions()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .option('-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command');
}

/** The command that `help COMMAND` asks about. */
function helpWanted(argv: readonly string[]): CommandEntry | undefined {
  return argv[0] === 'help' ? commands.find(({ name }) => name === argv[1]) : undefined;
}

async function printVersion(): Promise<number> {
  const { productVersion } = await import('../services/nodes/identity.ts');
  console.log(await productVersion());
  return 0;
}

function usageError(error: CommanderError, name: string | undefined): AppError {
  const problem = error.message
    .replace(/^error: /, '')
    .replace(/\s*\(Did you mean (.+)\?\)/, '; did you mean “$1”?')
    .replaceAll(/'([^']*)'/g, '“$1”');
  const known = commands.some((one) => one.name === name);
  return fail('CLI_USAGE', { problem, command: known ? `millrace ${name}` : 'millrace' });
}
