import { expect, test } from 'vitest';
import { completed, filledText, fitting, openRefAt, unknownRefs } from './variable-text.ts';

test('a reference is open from its brace until it is closed or left', () => {
  expect(openRefAt('in/${da', 7)).toEqual({ from: 3, typed: 'da' });
  expect(openRefAt('in/${', 5)).toEqual({ from: 3, typed: '' });
  expect(openRefAt('in/${day}', 9)).toBeNull();
  expect(openRefAt('in/${da-', 8)).toBeNull();
  expect(openRefAt('in/$', 4)).toBeNull();
});

test('choosing a name completes the reference and keeps what comes after', () => {
  expect(completed('in/${da.csv', 7, { from: 3, typed: 'da' }, 'day')).toEqual({ text: 'in/${day}.csv', cursor: 9 });
  expect(completed('a ${d} b', 5, { from: 2, typed: 'd' }, 'day')).toEqual({ text: 'a ${day} b', cursor: 8 });
  expect(completed('${dxx} b', 3, { from: 0, typed: 'd' }, 'day')).toEqual({ text: '${day} b', cursor: 6 });
});

test('names that begin with what is typed come first', () => {
  const all = [{ name: 'today' }, { name: 'day' }, { name: 'Days' }, { name: 'limit' }];
  expect(fitting(all, 'day').map(({ name }) => name)).toEqual(['Days', 'day', 'today']);
  expect(fitting(all, '')).toHaveLength(4);
});

test('an unknown name is told once, with the nearest known one', () => {
  expect(unknownRefs('${dya} ${dya} ${x} ${day}', ['day'])).toEqual([
    { name: 'dya', near: 'day' },
    { name: 'x', near: undefined },
  ]);
});

test('a text is shown with its values only when all are known', () => {
  const values = new Map([['day', '1']]);
  expect(filledText('a${day}', values)).toBe('a1');
  expect(filledText('a${day}${x}', values)).toBeNull();
  expect(filledText('a', values)).toBeNull();
});
