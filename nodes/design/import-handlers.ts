import { basename } from 'node:path';
import { fail } from '../contract/errors/index.ts';
import type { HandlersOf } from '../server/bind-routes.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import type { Imports } from '../services/projects/imports.ts';

/** Opening `.millrace` files as projects. On the desktop the file is read where it lies, else it is uploaded. */
export function importHandlers(
  base: NodeBase,
  { imports, desktop }: { imports: Imports; desktop: boolean },
): HandlersOf<'imports.stage' | 'imports.stage-file' | 'imports.create'> {
  return {
    'imports.stage': (_context, { query, upload }) => imports.stage(upload.path, { name: query.name, move: true }),
    'imports.stage-file': (_context, { body: { path } }) => {
      if (!desktop) throw fail('IMPORT_DESKTOP_ONLY');
      return imports.stage(path, { name: basename(path), move: false });
    },
    'imports.create': (context, { params: { staged }, body: { name } }) =>
      base.mutate(context, {
        right: 'write',
        action: 'imports.create',
        target: 'projects',
        change: async () => imports.create(staged, name),
        events: ({ id }) => [{ type: 'project', project: id, revision: 0 }],
      }),
  };
}
