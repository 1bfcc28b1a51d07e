import { expect, test } from 'vitest';
import { brokenLines } from './picture-head.ts';

const widthOf = (text: string) => [...text].length;
const lines = (text: string, room: number) => brokenLines(text, room, widthOf);

test('words stay whole as long as a line has room for them, and nothing is lost', () => {
  expect(lines('Filtered by state: OH, TX · saved today', 16)).toEqual([
    'Filtered by',
    'state: OH, TX ·',
    'saved today',
  ]);
  expect(lines('one line', 80)).toEqual(['one line']);
  expect(lines('', 10)).toEqual([]);
});

test('a word wider than a line goes on in the next one, also of letters beyond the basic plane', () => {
  expect(lines('a abcdefgh b', 4)).toEqual(['a', 'abcd', 'efgh', 'b']);
  expect(lines('😀😀😀', 2)).toEqual(['😀😀', '😀']);
});
