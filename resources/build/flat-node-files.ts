import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';

/** Collects what a program needs beside itself. */
export interface FlatFiles {
  /** A worker or child program, bundled to `<name>.js`. */
  addProgram(source: string, name: string): void;
  /** A file copied as it is under `name`. */
  addAsset(source: string, name: string): void;
}

export interface FlatOptions {
  root: string;
  outdir: string;
  /** The program being bundled: only this module starts itself (`runMain(import.meta.url, …)`). */
  entry: string;
  found: FlatFiles;
}

const FILE_REFERENCE = /new URL\(\s*(['"`])([^'"`$]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;
const PROGRAM_REFERENCE = /programBeside\(\s*import\.meta\.url\s*,\s*(['"`])([\w-]+)\1\s*,?\s*\)/g;
const STARTS_ITSELF = /runMain\(\s*import\.meta\.url\s*,/g;

/**
 * Keeps `new URL('./worker.ts', import.meta.url)` true in a bundle that lies flat in `outdir`. Sources become programs of
 * their own: workers, the samples' simulators, and those named by `programBeside(import.meta.url, 'worker')`. Other files
 * of `nodes/` are copied beside them, and anything else (resources, the root) is reached by the same place relative to the
 * root. A module that is only imported never takes itself for the program, though in the bundle it shares the program's
 * address.
 */
export function flatNodeFiles({ root, outdir, entry, found }: FlatOptions): Plugin {
  const nodes = join(root, 'nodes') + sep;
  return {
    name: 'flat-node-files',
    setup(build) {
      build.onLoad({ filter: /[\\/](nodes|resources)[\\/].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!path.startsWith(root) || !source.includes('import.meta')) return null;
        const byAddress = source.replaceAll(FILE_REFERENCE, (_all, _quote, reference: string) => {
          const target = resolve(dirname(path), reference);
          return `new URL('${place(target, reference)}', import.meta.url)`;
        });
        const contents = byAddress.replaceAll(PROGRAM_REFERENCE, (_all, _quote, program: string) => {
          const flat = place(resolve(dirname(path), `${program}.ts`), `./${program}.ts`);
          return `programBeside(import.meta.url, '${flat.slice('./'.length, -'.js'.length)}')`;
        });
        return {
          contents: path === entry ? contents : contents.replaceAll(STARTS_ITSELF, "runMain('file:///imported',"),
          loader: 'ts',
        };
      });
    },
  };

  function place(target: string, reference: string): string {
    const isFile = existsSync(target) && statSync(target).isFile();
    const isSource = extname(target) === '.ts' && target.startsWith(root);
    if (isFile && isSource) {
      const name = relative(target.startsWith(nodes) ? nodes : root, target)
        .replaceAll(sep, '-')
        .slice(0, -'.ts'.length);
      found.addProgram(target, name);
      return `./${name}.js`;
    }
    if (isFile && target.startsWith(nodes)) {
      const name = relative(nodes, target).replaceAll(sep, '-');
      found.addAsset(target, name);
      return `./${name}`;
    }
    const away = relative(outdir, target).replaceAll(sep, '/') || '.';
    return reference.endsWith('/') ? `${away}/` : away;
  }
}
