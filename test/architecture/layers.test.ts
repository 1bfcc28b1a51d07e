import { describe, expect, it } from 'vitest';
import { forbiddenModules, independentParts, type Layer, layers, ownedModules, standalone } from './layer-table.ts';
import { type Import, importsOf, type SourceFile, sourceFiles } from './source-files.ts';

const files = sourceFiles();
const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

function layerOf(path: string): Layer | undefined {
  return layers
    .filter((layer) => isBelow(path, layer.path))
    .reduce<Layer | undefined>(
      (best, layer) => (best && best.path.length > layer.path.length ? best : layer),
      undefined,
    );
}

/** `nodes/engine/*` names every layer below `nodes/engine`. */
const covers = (name: string, layer: string) =>
  name.endsWith('/*') ? layer.startsWith(name.slice(0, -1)) : name === layer;

/** Tests may also use the helpers of `test/`. */
const isTestHelp = (file: SourceFile, target: string) => file.isTest && isBelow(target, 'test');

function problemOf(file: SourceFile, { specifier, target, isTypeOnly }: Import): string | undefined {
  if (target === undefined || isTestHelp(file, target) || /^(package\.json|resources\/|dist\/)/.test(target))
    return undefined;
  const from = layerOf(file.path);
  const to = layerOf(target);
  if (!to) return `${file.path} imports ${specifier}, which is in no layer`;
  if (!from || from.path === to.path) return undefined;
  if (!from.mayImport.some((name) => covers(name, to.path))) return `${file.path} may not import ${target}`;
  if (to.path === 'preload/bridge.ts' && isBelow(file.path, 'renderer') && !isTypeOnly)
    return `${file.path} may import only types of the bridge`;
  return undefined;
}

const partOf = (path: string, folder: string) =>
  isBelow(path, folder) ? path.slice(folder.length + 1).split('/')[0] : undefined;

describe('the layers', () => {
  it('hold every source file', () => {
    expect(files.map(({ path }) => path).filter((path) => !layerOf(path))).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });

  it('import one way only', () => {
    expect(files.flatMap((file) => file.imports.flatMap((one) => problemOf(file, one) ?? []))).toEqual([]);
  });

  it('name only layers in their rows', () => {
    const known = new Set(layers.map(({ path }) => path));
    const named = layers.flatMap(({ mayImport }) => mayImport).filter((name) => !name.endsWith('/*'));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('have parts that do not know each other', () => {
    const problems = independentParts.flatMap((folder) =>
      files.flatMap(({ path, imports }) => {
        const own = partOf(path, folder);
        return imports
          .map(({ target }) => (target ? partOf(target, folder) : undefined))
          .filter((other) => own !== undefined && other !== undefined && other !== own)
          .map((other) => `${path} imports ${folder}/${other}`);
      }),
    );
    expect(problems).toEqual([]);
  });
});

describe('programs that run by themselves', () => {
  it('are imported by nobody', () => {
    const found = files.flatMap(({ path, imports }) =>
      imports.filter(({ target }) => target && standalone.includes(target)).map(() => path),
    );
    expect(found).toEqual([]);
  });
});

describe('modules from outside', () => {
  const outside = files.flatMap((file) =>
    file.imports.filter(({ target }) => target === undefined).map((one) => ({ file, ...one })),
  );

  it('that touch the outside are imported by their owners alone', () => {
    const problems = outside
      .filter(({ file, isTypeOnly }) => !file.isTest && !isTypeOnly && !standalone.includes(file.path))
      .filter(({ file, specifier }) => {
        const owners = ownedModules[specifier] ?? ownedModules[`node:${specifier}`];
        return owners !== undefined && !owners.some((owner) => isBelow(file.path, owner));
      })
      .map(({ file, specifier }) => `${file.path} imports ${specifier}`);
    expect(problems).toEqual([]);
  });

  it('of another side are not imported', () => {
    const problems = outside.flatMap(({ file, specifier }) =>
      forbiddenModules
        .filter(
          (rule) =>
            !file.isTest &&
            !/\.config\.ts$/.test(file.path) &&
            isBelow(file.path, rule.in) &&
            rule.pattern.test(specifier),
        )
        .map((rule) => `${file.path} imports ${specifier}, but ${rule.because}`),
    );
    expect(problems).toEqual([]);
  });
});

describe('the start-up closure of the API node', () => {
  it('holds no recipe, flow or scenario', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const seen = new Set<string>();
    const queue = files.filter(({ path, isTest }) => isBelow(path, 'nodes/api') && !isTest).map(({ path }) => path);
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const { target, isTypeOnly } of byPath.get(path)?.imports ?? [])
        if (target && !isTypeOnly) queue.push(target);
    }
    const heavy = [
      'nodes/engine/flow',
      'nodes/engine/scenarios',
      'nodes/engine/charts',
      'nodes/engine/quality',
      'nodes/services/workspace',
    ];
    expect([...seen].filter((path) => heavy.some((folder) => isBelow(path, folder)))).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('sees every way to import', () => {
    const text = `
import { a } from './a.ts';
import type { B } from './b.ts';
import {
  type C,
  type D,
} from './c.ts';
import { type E, e } from './e.ts';
import 'reflect-metadata';
export * from './f.ts';
export type { G } from './g.ts';
const h = await import('./h.ts');
const i = new URL('./i.ts', import.meta.url);
import * as j from "node:fs";
`;
    const found = importsOf('nodes/x/y.ts', text).map(({ specifier, target, isTypeOnly }) => [
      target ?? specifier,
      isTypeOnly,
    ]);
    expect(Object.fromEntries(found)).toEqual({
      'nodes/x/a.ts': false,
      'nodes/x/b.ts': true,
      'nodes/x/c.ts': true,
      'nodes/x/e.ts': false,
      'reflect-metadata': false,
      'nodes/x/f.ts': false,
      'nodes/x/g.ts': true,
      'nodes/x/h.ts': false,
      'nodes/x/i.ts': false,
      'node:fs': false,
    });
  });
});
