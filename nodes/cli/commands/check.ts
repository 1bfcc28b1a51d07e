import type { Command } from 'commander';
import { isAppError } from '../../base/app-error.ts';
import type { RuleResult } from '../../contract/flow.ts';
import { type LocalProject, withProject } from '../local-project.ts';
import { createOutput, table } from '../output.ts';

export function addCheck(command: Command): void {
  command
    .argument('<dir>', 'project folder')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, options: { json?: boolean }) => {
      const results = await withProject(dir, checkAll);
      const ok = !results.some((result) => result.status === 'ERROR');
      createOutput(options.json ?? false).result({ ok, results }, () => checkTable(results));
      if (!ok) process.exitCode = 1;
    });
}

/** Checks every dataset that has rules and rows. */
export async function checkAll({ id, workspace, quality }: LocalProject): Promise<RuleResult[]> {
  const results: RuleResult[] = [];
  for (const dataset of Object.keys(workspace.project.quality)) {
    results.push(...(await checkBuilt({ id, workspace, quality }, dataset)));
  }
  return results;
}

/** Results of a dataset; of one that is not built yet, that. */
async function checkBuilt(
  { id, workspace, quality }: Omit<LocalProject, 'dir'>,
  dataset: string,
): Promise<RuleResult[]> {
  try {
    return await quality.run({ project: id, workspace, dataset });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'DATA_NOT_BUILT') throw error;
    const rules = workspace.project.quality[dataset]?.rules.filter((rule) => rule.enabled) ?? [];
    const result = {
      dataset,
      status: 'NOT_COMPUTED' as const,
      observed: null,
      message: error.message,
      failedRows: null,
    };
    const computedAt = new Date().toISOString();
    return rules.map(({ id: rule, kind, label }) => ({ ...result, rule, kind, label: label ?? kind, computedAt }));
  }
}

/** Results as aligned lines. */
export function checkTable(results: readonly RuleResult[]): string {
  if (results.length === 0) return 'No rules.';
  return table(results.map((result) => [result.status, result.dataset, result.label, result.message]));
}
