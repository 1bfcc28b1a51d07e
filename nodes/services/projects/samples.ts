import { fail } from '../../contract/errors/index.ts';
import { exists } from '../../platform/files.ts';
import { resourcePath } from '../../platform/paths.ts';

const ids = ['credit-card-fraud'] as const;

/** The sample projects that come with the program. */
export const samples = {
  ids,
  /** Folder with the sample's project files. NOT_FOUND when this installation has none. */
  async folder(id: (typeof ids)[number]): Promise<string> {
    const folder = resourcePath('samples', id, 'project');
    if (await exists(folder)) return folder;
    throw fail('NOT_FOUND', { kind: 'sample project', id, suggestion: '' });
  },
};
