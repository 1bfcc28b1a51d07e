import { expect, test } from 'vitest';
import { goCommands } from '../../commands/go.ts';
import { helpPages } from './help-pages.ts';
import { helpTexts } from './help-texts.ts';

test('every page of the workbench has a page in the help', () => {
  const pages = goCommands.flatMap(({ id }) => /^go\.(\w+)$/.exec(id)?.[1] ?? []);
  expect(pages.length).toBeGreaterThan(6);
  expect(['home', ...pages].filter((page) => !helpPages.some(({ of }) => of.includes(page)))).toEqual([]);
});

test('every page of the help has its text, which begins with its title', () => {
  expect(Object.keys(helpTexts)).toEqual(helpPages.map(({ id }) => id));
  for (const { id, title } of helpPages) expect(helpTexts[id]?.split('\n')[0], id).toBe(`# ${title}`);
});
