import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../nodes/contract/errors/index.ts';
import { list, root, sourceFiles } from './source-files.ts';

const folder = 'nodes/contract/errors';
const code = /\b[A-Z]+(?:_[A-Z0-9]+)*\b/g;
const sources = sourceFiles().filter(({ path, isTest }) => !isTest && !path.startsWith(`${folder}/`));

/** Codes as the area files define them: a key of the catalogue on its own line. */
const defined = list(folder).flatMap((path) =>
  [...readFileSync(root + path, 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]*): \{/gm)].map((match) => match[1]!),
);

describe('the error catalogue', () => {
  it('defines each code once', () => {
    expect([...defined].sort()).toEqual(Object.keys(ERRORS).sort());
  });

  it('names codes by area and subject in capitals', () => {
    const known = Object.keys(ERRORS);
    expect(known.filter((name) => name.match(code)?.[0] !== name)).toEqual([]);
  });

  it('says what happened and what to do, with a fitting status', () => {
    const poor = Object.entries(ERRORS).filter(
      ([, { status, message, hint }]) => message.length < 10 || hint.length < 10 || status < 400 || status > 599,
    );
    expect(poor).toEqual([]);
  });

  it('is used to the last code', () => {
    const used = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/['"`]([A-Z][A-Z0-9_]+)\b/g)].map((match) => match[1]!)),
    );
    expect(Object.keys(ERRORS).filter((name) => !used.has(name))).toEqual([]);
  });

  it('holds every code that is thrown', () => {
    const thrown = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\bfail\(\s*'([^']+)'/g)].map((match) => ({ path, name: match[1]! })),
    );
    expect(thrown.filter(({ name }) => !(name in ERRORS))).toEqual([]);
    expect(thrown.length).toBeGreaterThan(20);
  });

  it('is the only source of codes: errors that come as data keep theirs, nobody makes one up', () => {
    const made = sources.filter(({ text }) => /new AppError\(\s*['"`]/.test(text)).map(({ path }) => path);
    expect(made).toEqual([]);
  });
});
