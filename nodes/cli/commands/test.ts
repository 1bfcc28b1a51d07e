import type { Command } from 'commander';
import type { GoldenDiff, GoldenResult } from '../../contract/golden.ts';
import { createEventHub } from '../../services/event-hub.ts';
import { createGoldenTests } from '../../services/tests/golden-tests.ts';
import { interruptSignal } from '../interrupt.ts';
import { type LocalProject, withProject } from '../local-project.ts';
import { createOutput, table } from '../output.ts';

export function addTest(command: Command): void {
  command
    .argument('<dir>', 'project folder')
    .argument('[tests...]', 'ids of golden tests; default: all that are enabled')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, tests: string[], options: { json?: boolean }) => {
      const results = await withProject(dir, (project) => runTests(project, tests.length > 0 ? tests : undefined));
      const ok = results.every(({ status }) => status === 'passed');
      createOutput(options.json ?? false).result({ ok, results }, () => resultTable(results));
      if (!ok) process.exitCode = 1;
    });
}

/** Runs golden tests of a project folder and keeps their results. NOT_FOUND. */
export function runTests({ workspace }: LocalProject, tests?: readonly string[]): Promise<GoldenResult[]> {
  return createGoldenTests(createEventHub()).run(workspace, { tests, signal: interruptSignal() });
}

/** Results as aligned lines, each failure with its first differences. */
export function resultTable(results: readonly GoldenResult[]): string {
  if (results.length === 0) return 'No golden tests.';
  const words = { passed: 'OK', failed: 'FAILED', broken: 'BROKEN' } as const;
  const lines = table(results.map(({ status, name, ms, message }) => [words[status], name, `${ms} ms`, message]));
  const details = results.flatMap(({ outputs }) => outputs.filter(({ ok }) => !ok).map(differences));
  return [lines, ...details].join('\n');
}

const shown = 5;

function differences({ dataset, schema, changed, missing, extra }: GoldenDiff): string {
  const text = (value: unknown) => JSON.stringify(value);
  const row = (values: readonly unknown[]) => schema.map(({ name }, i) => `${name}=${text(values[i])}`).join(' ');
  const lines = [
    ...changed
      .slice(0, shown)
      .flatMap(({ expectedRow, cells }) =>
        cells.map(
          (cell) => `row ${expectedRow + 1}, ${cell.column}: ${text(cell.expected)} became ${text(cell.actual)}`,
        ),
      ),
    ...missing.slice(0, shown).map((one) => `missing: ${row(one.row)}`),
    ...extra.slice(0, shown).map((one) => `too many: ${row(one.row)}`),
  ];
  return [`${dataset}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
