import { basename } from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../contract/errors/index.ts';
import { Id } from '../../contract/project/index.ts';
import { openEditableProject } from '../../store/editable-project.ts';
import { withProject } from '../local-project.ts';
import { createOutput } from '../output.ts';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('copy a file into the project as a dataset; format and types are detected')
    .argument('<dir>', 'project folder')
    .argument('<file>', 'CSV, JSON or Parquet file')
    .requiredOption('--name <name>', 'id of the new dataset')
    .option('--json', 'print the result as JSON')
    .action(async (dir: string, file: string, options: { name: string; json?: boolean }) => {
      const id = Id.safeParse(options.name);
      if (!id.success)
        throw fail('INPUT_INVALID', { where: '--name', problem: `“${options.name}”: ${id.error.issues[0]?.message}` });
      const result = await withProject(dir, async ({ workspace, dir: folder }) => {
        const { path } = await workspace.importFile(file, basename(file));
        const { format, schema, page } = await workspace.detect({ connection: 'project', path });
        const dataset = {
          id: id.data,
          name: options.name,
          source: { kind: 'files', connection: 'project', path, format },
          schema,
        };
        const editable = await openEditableProject(folder);
        try {
          await editable.edit({
            label: `Import ${basename(file)}`,
            edits: [{ family: 'datasets', id: id.data, value: dataset }],
          });
        } finally {
          editable.close();
        }
        return { ok: true, dataset: id.data, format: format.kind, schema, rows: page.total };
      });
      createOutput(options.json ?? false).result(
        result,
        () => `${result.dataset}: ${result.schema.length} columns (${result.format})`,
      );
    });
}
