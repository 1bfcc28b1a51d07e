import type { Command } from 'commander';
import type { RuleResult } from '../../contract/flow.ts';
import { checkProject } from '../../services/quality/check-rules.ts';
import { withProject } from '../local-project.ts';
import { createOutput, table } from '../output.ts';

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('check the quality rules of every built dataset; exit code 1 when one is an error')
    .argument('<dir>', 'project folder')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, options: { json?: boolean }) => {
      const results = await withProject(dir, (workspace) => checkProject(workspace));
      const ok = !results.some((result) => result.status === 'ERROR');
      createOutput(options.json ?? false).result({ ok, results }, () => checkTable(results));
      if (!ok) process.exitCode = 1;
    });
}

/** Results as aligned lines. */
export function checkTable(results: readonly RuleResult[]): string {
  if (results.length === 0) return 'No rules.';
  return table(results.map((result) => [result.status, result.dataset, result.label, result.message]));
}
