import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type FlatFiles, flatNodeFiles } from './flat-node-files.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Programs of the packaged nodes: source → name in `dist/nodes`. Their worker files and assets are found by the bundler. */
const NODE_PROGRAMS = [
  { source: 'nodes/design/main.ts', name: 'design' },
  { source: 'nodes/cli/main.ts', name: 'cli' },
];

const COMMON: BuildOptions = {
  bundle: true,
  absWorkingDir: ROOT,
  platform: 'node',
  target: 'node24',
  packages: 'external',
  sourcemap: false,
  logLevel: 'warning',
  legalComments: 'none',
};

async function bundleMain(): Promise<void> {
  await build({ ...COMMON, entryPoints: ['main/main.ts'], format: 'esm', outfile: 'dist/main/main.js' });
}

async function bundlePreload(): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: ['preload/preload.ts'],
    format: 'cjs',
    packages: 'bundle',
    external: ['electron'],
    platform: 'browser',
    target: 'chrome156',
    outfile: 'dist/preload/preload.cjs',
  });
}

/** One self-contained file for each program and each worker any of them starts, all flat in `dist/nodes`. */
async function bundleNodes(): Promise<number> {
  const outdir = join(ROOT, 'dist', 'nodes');
  const waiting = NODE_PROGRAMS.map(({ source, name }) => ({ source: join(ROOT, source), name })).filter(({ source }) =>
    existsSync(source),
  );
  const built = new Set<string>();
  const assets = new Map<string, string>();
  const found: FlatFiles = {
    addProgram(source, name) {
      waiting.push({ source, name });
    },
    addAsset(source, name) {
      assets.set(name, source);
    },
  };
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { source, name } = next;
    if (built.has(source)) continue;
    built.add(source);
    const bundled = build({
      ...COMMON,
      entryPoints: [source],
      format: 'esm',
      outfile: join(outdir, `${name}.js`),
      plugins: [flatNodeFiles({ root: ROOT, outdir, entry: source, found })],
    });
    // esbuild has told what is wrong; the other programs are still worth building.
    await bundled.catch(() => {
      process.exitCode = 1;
    });
  }
  await mkdir(outdir, { recursive: true });
  await Promise.all([...assets].map(([name, source]) => copyFile(source, join(outdir, name))));
  return built.size;
}

/** `shell` as argument bundles main and preload alone, for work on the desktop shell. */
const isShellOnly = process.argv.includes('shell');
const start = performance.now();
const folders = isShellOnly ? ['main', 'preload'] : ['main', 'preload', 'nodes'];
for (const folder of folders) await rm(join(ROOT, 'dist', folder), { recursive: true, force: true });
await Promise.all([bundleMain(), bundlePreload()]);
const programs = isShellOnly ? 0 : await bundleNodes();
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`Bundled main, preload and ${programs} node programs in ${seconds} s`);
