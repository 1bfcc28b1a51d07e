import { join } from 'node:path';
import { openArchive } from '../../nodes/engine/bundles/open.ts';
import { makeSigningKey } from '../../nodes/platform/keys.ts';
import { packProject } from '../../nodes/services/packing/pack-project.ts';
import { openWorkspace } from '../../nodes/services/workspace/workspace.ts';

/** One piece of work in a process of its own, so that its memory is its own: prints seconds and the most memory it ever had. */
const [what = '', folder = ''] = process.argv.slice(2);
const file = join(folder, 'bundle.millrace');

const works: Record<string, () => Promise<() => Promise<void>>> = {
  async pack() {
    const workspace = await openWorkspace({ dir: join(folder, 'project'), connections: () => undefined });
    const label = { version: '1', notes: '', author: 'bench', sign: makeSigningKey() };
    return async () => {
      await packProject(workspace, label, file);
      await workspace.close();
    };
  },
  verify: async () => async () => {
    (await openArchive(file, { trustedKeys: 'any' })).close();
  },
};

const work = await works[what]?.();
if (!work) throw new Error(`there is no work “${what}”`);
const start = performance.now();
await work();
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, bytes: process.resourceUsage().maxRSS * 1024 }));
