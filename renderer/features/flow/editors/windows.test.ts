import { expect, test } from 'vitest';
import { frameKind, frameKinds, frameNeeds, frameOfKind, newWindow, windowWords } from './windows.ts';

test('every kind of frame is recognised again', () => {
  for (const { value } of frameKinds) expect(frameKind({ frame: frameOfKind(value) })).toBe(value);
  expect(frameKind({})).toBe('whole');
  expect(frameKind({ orderBy: [{ column: 'at' }] })).toBe('so-far');
});

test('a window is told as a sentence', () => {
  const window = {
    partitionBy: ['card_id'],
    orderBy: [{ column: 'at' }],
    frame: frameOfKind('last-time', { preceding: 30, in: 'days', excludeCurrent: true }),
  };
  expect(windowWords(window)).toBe('the last 30 days before this row, of the same card_id, in order of at');
  expect(windowWords({ frame: frameOfKind('between', { unit: 'rows', preceding: 1, following: 2 }) })).toBe(
    'the rows from 1 row before to 2 rows after',
  );
  expect(windowWords({})).toBe('all rows');
});

test('what a frame lacks is said', () => {
  const schema = [
    { name: 'at', type: 'timestamp' as const },
    { name: 'n', type: 'int' as const },
  ];
  expect(newWindow(schema)).toMatchObject({ orderBy: [{ column: 'at' }], frame: { unit: 'range', preceding: 30 } });
  const days = { frame: frameOfKind('last-time') };
  expect(frameNeeds(days, schema)).toContain('order');
  expect(frameNeeds({ ...days, orderBy: [{ column: 'n' }] }, schema)).toContain('date or time');
  expect(frameNeeds({ ...days, orderBy: [{ column: 'at' }] }, schema)).toBeUndefined();
});
