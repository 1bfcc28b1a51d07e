import { readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';

export const root = new URL('../../', import.meta.url).pathname;

export interface Import {
  /** As written. */
  specifier: string;
  /** Path from the root of the project, for relative imports. */
  target?: string;
  isTypeOnly: boolean;
}

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
  isTest: boolean;
  imports: Import[];
}

const sources = ['nodes', 'renderer', 'main', 'preload'];
const extension = /\.(ts|tsx|mjs|js|cjs)$/;

/** Every source file of the product, tests beside it included. */
export function sourceFiles(): SourceFile[] {
  return sources.flatMap((folder) =>
    list(folder)
      .filter((path) => extension.test(path))
      .map(read),
  );
}

/** Files below a folder of the project. */
export function list(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(root.length), entry.name))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
}

export function foldersIn(folder: string): string[] {
  return readdirSync(root + folder).filter((name) => statSync(`${root}${folder}/${name}`).isDirectory());
}

function read(path: string): SourceFile {
  const text = readFileSync(root + path, 'utf8');
  return { path, text, isTest: /\.test\.tsx?$/.test(path), imports: importsOf(path, text) };
}

const statement = /(?:^|\n)[ \t]*(import|export)(\s+type\b)?([^'"`;]*?)\bfrom\s*['"]([^'"]+)['"]/g;
const sideEffect = /(?:^|\n)[ \t]*import\s*['"]([^'"]+)['"]/g;
const dynamic = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;
/** Workers and assets: `new URL('./worker.ts', import.meta.url)`. */
const byUrl = /new URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g;

/** The imports of a module: static, for side effects, dynamic, and modules started by their URL. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, isTypeOnly: boolean) =>
    found.push({
      specifier,
      isTypeOnly,
      ...(specifier.startsWith('.') ? { target: posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')) } : {}),
    });
  for (const [, , type, names, specifier] of text.matchAll(statement))
    add(specifier!, type !== undefined || areAllTypes(names ?? ''));
  for (const pattern of [sideEffect, dynamic, byUrl])
    for (const [, specifier] of text.matchAll(pattern)) add(specifier!, false);
  return found;
}

/** `{ type A, type B }` is erased as well. */
function areAllTypes(names: string): boolean {
  const inner = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  if (inner === undefined) return false;
  const each = inner.split(',').filter((name) => name.trim() !== '');
  return each.length > 0 && each.every((name) => /^\s*type\s/.test(name));
}
