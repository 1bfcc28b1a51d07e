import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foldersIn, list, root, sourceFiles } from './source-files.ts';

const files = sourceFiles();
const generated = /\.generated\.ts$/;
const code = /\.(ts|tsx|mjs|cjs|js|css)$/;

describe('source files', () => {
  it('stay below 400 lines', () => {
    const all = [...files.map(({ path }) => path), ...list('test'), ...list('resources')];
    const long = [...new Set(all)]
      .filter((path) => code.test(path) && !generated.test(path))
      .map((path) => ({ path, lines: readFileSync(root + path, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400)
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  it('of the preload stay below 150 lines', () => {
    const long = files.filter(({ path, text }) => path.startsWith('preload/') && text.split('\n').length > 151);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('have named exports only', () => {
    const found = files.filter(
      ({ path, text }) => !/\.config\.ts$/.test(path) && /^export default\b|\bas default\b/m.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('are named for their subject', () => {
    const vague = files.filter(
      ({ path }) => /\/(utils?|helpers?|misc|common)\.tsx?$/.test(path) && !path.includes('/errors/'),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it('are not left with focused or skipped tests', () => {
    const tests = [
      ...files.filter(({ isTest }) => isTest),
      ...list('test').map((path) => ({ path, text: textOf(path) })),
    ];
    const found = tests.filter(
      ({ path, text }) => /\.test\.tsx?$/.test(path) && /\b(it|test|describe)\.only\(/.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('know nothing of the machine they were written on', () => {
    const found = files.filter(({ text, isTest }) => !isTest && /\/work\/(main|shared)\b|\/home\/[a-z]+\//.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

describe('folders', () => {
  it('of the second level tell what lives in them', () => {
    const folders = ['main', 'preload', 'renderer', ...foldersIn('nodes').map((name) => `nodes/${name}`)];
    expect(folders.filter((folder) => !existsSync(`${root}${folder}/README.md`))).toEqual([]);
  });
});

function textOf(path: string): string {
  return code.test(path) ? readFileSync(root + path, 'utf8') : '';
}
