import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { NodeInfo } from '../../contract/deploy.ts';
import type { NodeKind } from '../../contract/routes/index.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists, readJson } from '../../platform/files.ts';
import { packageRoot } from '../../platform/paths.ts';

const NodeFile = z.object({ id: z.string(), name: z.string() });

/** The node's own id and name, made at its first start and kept in `node.json`. */
export async function loadIdentity(folder: string, kind: NodeKind): Promise<NodeInfo> {
  const path = join(folder, 'node.json');
  if (!(await exists(path))) {
    const made = { id: `${kind}-${randomBytes(4).toString('hex')}`, name: `${kind}@${hostname()}` };
    await writeFileAtomic(path, `${JSON.stringify(made, null, 2)}\n`);
  }
  const { id, name } = await readJson(path, NodeFile);
  return { kind, id, name, version: await productVersion(), readOnly: kind !== 'design' };
}

/** The version of this program. */
export async function productVersion(): Promise<string> {
  const { version } = await readJson(join(packageRoot(), 'package.json'), z.object({ version: z.string() }));
  return version;
}
