import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { boostingKernel } from './boosting.generated.ts';
import { buildKernel, type KernelName } from './build.ts';
import { treesKernel } from './trees.generated.ts';

const built: Record<KernelName, string> = { boosting: boostingKernel, trees: treesKernel };

test.each(Object.keys(built) as KernelName[])(
  'the %s kernel is what its source compiles to, byte for byte',
  async (name) => {
    const source = await readFile(new URL(`./${name}.as`, import.meta.url), 'utf8');
    const bytes = await buildKernel(name, source);
    expect(Buffer.from(bytes).toString('base64') === built[name]).toBe(true);
  },
);
