import { join } from 'node:path';
import { z } from 'zod';
import type { SoftwarePart } from '../../contract/bundle.ts';
import { readJson } from '../../platform/files.ts';
import { packageRoot } from '../../platform/paths.ts';

const PackageFile = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** What this Millrace runs on: its own version and those of its run-time libraries, in order of name. */
export async function softwareParts(): Promise<SoftwarePart[]> {
  const own = await readJson(join(packageRoot(), 'package.json'), PackageFile);
  const parts = [{ name: own.name, version: own.version }];
  for (const [name, version] of Object.entries(own.dependencies)) parts.push({ name, version });
  return parts.sort((a, b) => (a.name < b.name ? -1 : 1));
}
