import { basename, join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../contract/errors/index.ts';
import { loadEndpoint } from '../../engine/endpoints/load-endpoint.ts';
import { readBytes, readJson, walkFiles } from '../../platform/files.ts';
import type { LoadedEndpoint, LoadedService } from './loaded-service.ts';

const ServiceFile = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  endpoints: z.array(z.object({ id: z.string(), kind: z.string(), model: z.string() })),
});

/** Loads the unpacked package in `folder`, named `<service>/<version>`. SERVING_PACKAGE, ML_MODEL_UNREADABLE. */
export async function loadService(folder: string): Promise<LoadedService> {
  const about = await readJson(join(folder, 'service.json'), ServiceFile);
  const endpoints = new Map<string, LoadedEndpoint>();
  const disposals: (() => Promise<void>)[] = [];
  for (const { id, kind } of about.endpoints) {
    if (kind !== 'predict')
      throw fail('SERVING_PACKAGE', { problem: `this version knows no endpoints of the kind “${kind}”` });
    const endpoint = await loadEndpoint(await readFolder(join(folder, 'endpoints', id)));
    endpoints.set(id, { inputs: endpoint.inputs, predict: endpoint.predict, checkGolden: endpoint.checkGolden });
    disposals.push(endpoint.dispose);
  }
  return {
    id: about.id,
    version: basename(folder),
    endpoints,
    async dispose() {
      for (const dispose of disposals) await dispose();
    },
  };
}

async function readFolder(folder: string): Promise<Record<string, Uint8Array>> {
  const paths = await walkFiles(folder);
  const entries = await Promise.all(paths.map(async (path) => [path, await readBytes(join(folder, path))] as const));
  return Object.fromEntries(entries);
}
