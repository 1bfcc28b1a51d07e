import { join } from 'node:path';
import { listFolder, readBytes } from '../../platform/files.ts';
import type { ModelFiles } from '../workspace/types.ts';

/** A model version carried by a bundle. */
export interface BundledModel {
  model: string;
  version: string;
  files: ModelFiles;
}

/** The model versions in an unpacked bundle, wholly read. */
export async function bundledModels(folder: string): Promise<BundledModel[]> {
  const models: BundledModel[] = [];
  for (const model of await listFolder(join(folder, 'models')))
    for (const version of await listFolder(join(folder, 'models', model))) {
      const place = join(folder, 'models', model, version);
      const names = await listFolder(place);
      const bytes = await Promise.all(
        names.map(async (name) => [name, new Uint8Array(await readBytes(join(place, name)))] as const),
      );
      models.push({ model, version, files: Object.fromEntries(bytes) });
    }
  return models;
}
