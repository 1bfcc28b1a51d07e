// node nodes/engine/ml/kernels/rebuild.mjs — writes the *.generated.ts beside the sources.
import { readFile, writeFile } from 'node:fs/promises';
import { buildKernel, kernelModule, kernels } from './build.ts';

for (const name of Object.keys(kernels)) {
  const source = await readFile(new URL(`./${name}.as`, import.meta.url), 'utf8').catch(() => undefined);
  if (source === undefined) continue;
  const bytes = await buildKernel(name, source);
  await writeFile(new URL(`./${name}.generated.ts`, import.meta.url), kernelModule(name, bytes));
  process.stdout.write(`${name}: ${bytes.length} bytes\n`);
}
