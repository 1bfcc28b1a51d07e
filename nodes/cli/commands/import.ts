import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../contract/errors/index.ts';
import { Id } from '../../contract/project/index.ts';
import { formatOfName } from '../../engine/data/formats/registry.ts';
import { openEditableProject } from '../../store/editable-project.ts';
import { checkImportable } from '../importable.ts';
import { type LocalProject, withProject } from '../local-project.ts';
import { createOutput } from '../output.ts';

/** The folder of the file, read before anything is copied. */
const origin = 'file';

export function addImport(command: Command): void {
  command
    .argument('<dir>', 'project folder')
    .argument('<file>', 'CSV, JSON or Parquet file')
    .requiredOption('--name <name>', 'id of the new dataset')
    .option('--fit-rows', 'fill up rows with too few cells and cut those with too many, instead of refusing them')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, file: string, options: { name: string; fitRows?: boolean; json?: boolean }) => {
      const id = Id.safeParse(options.name);
      if (!id.success)
        throw fail('INPUT_INVALID', { where: '--name', problem: `“${options.name}”: ${id.error.issues[0]?.message}` });
      await checkImportable(file);
      const path = resolve(file);
      const result = await withProject(
        dir,
        (project) => importFile(project, { id: id.data, path, fitRows: options.fitRows ?? false }),
        {
          [origin]: dirname(path),
        },
      );
      createOutput(options.json ?? false).result(
        { ok: true, ...result },
        () =>
          `${result.dataset}: ${result.rows === null ? '' : `${result.rows.toLocaleString('en')} rows, `}${result.schema.length} columns (${result.format})${result.notes.map((note) => `\n  ${note}`).join('')}`,
      );
    });
}

interface Wanted {
  id: string;
  path: string;
  fitRows: boolean;
}

/** Detects, copies, declares: a file that cannot be read leaves nothing behind. CLI_DATASET_EXISTS, DATA_*. */
async function importFile({ workspace, dir }: LocalProject, { id, path, fitRows }: Wanted) {
  if (Object.hasOwn(workspace.project.datasets, id)) throw fail('CLI_DATASET_EXISTS', { dataset: id });
  const isCsv = formatOfName(path) === 'csv';
  const { format, schema, page, problems } = await workspace.detect({
    connection: origin,
    path: basename(path),
    // Nobody looks at the rows of a script: uneven ones are refused unless they are expected.
    ...(isCsv && !fitRows && { format: { ragged: 'stop' } }),
  });
  const broken = problems.find(({ severity }) => severity === 'error');
  if (broken) throw fail(broken.code as Parameters<typeof fail>[0], broken.data);
  const copy = await workspace.importFile(path, `${id}${endingOf(path)}`);
  const source = { kind: 'files', connection: 'project', path: copy.path, format };
  const editable = await openEditableProject(dir);
  try {
    await editable.edit({
      label: `Import ${basename(path)}`,
      edits: [{ family: 'datasets', id, value: { id, name: id, source, schema } }],
    });
  } finally {
    await editable.close();
  }
  return { dataset: id, format: format.kind, schema, rows: page.total, notes: problems.map(({ message }) => message) };
}

/** `.csv`, `.csv.gz`: what tells the format. */
function endingOf(path: string): string {
  return /(\.[a-z0-9]+)?(\.(gz|gzip|zst|zstd))?$/i.exec(basename(path))?.[0].toLowerCase() ?? '';
}
