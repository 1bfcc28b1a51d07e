import { expect, test } from 'vitest';
import { fillRefs, mapTexts, onlyRef, renameRefs, variableRefs } from './variable-refs.ts';

test('references are found with their places; what only looks like one is not', () => {
  expect(variableRefs('a/${day}-${n_1}.csv ${} ${1x} $day {day}')).toEqual([
    { name: 'day', from: 2, to: 8 },
    { name: 'n_1', from: 9, to: 15 },
  ]);
});

test('a value is not filled again', () => {
  expect(fillRefs('${a}${b}', (name) => (name === 'a' ? '${b}' : 'x'))).toBe('${b}x');
});

test('a rename touches whole names only', () => {
  expect(renameRefs('${day} ${days} ${day}', 'day', 'date')).toBe('${date} ${days} ${date}');
});

test('a text that is one reference is told apart from one that holds more', () => {
  expect(onlyRef('${n}')).toBe('n');
  expect(onlyRef('${n} ')).toBeUndefined();
  expect(onlyRef('${n}${n}')).toBeUndefined();
  expect(onlyRef('n')).toBeUndefined();
});

test('texts are changed however deep, with the way to them', () => {
  const paths: string[] = [];
  const value = { a: 'x', list: [1, { b: 'y' }], none: null };
  const changed = mapTexts(value, (text, path) => {
    paths.push(path.join('.'));
    return text.toUpperCase();
  });
  expect(changed).toEqual({ a: 'X', list: [1, { b: 'Y' }], none: null });
  expect(paths).toEqual(['a', 'list.1.b']);
});
