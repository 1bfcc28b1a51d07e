import { expect, test } from 'vitest';
import type { RowsPage } from '../../../../nodes/contract/schema.ts';
import { choiceOf, classesOf, cutOf, cutQuestion, likelyPositive, likelyTask, withChoice } from './train-settings.ts';

const page = (columns: unknown[][]): RowsPage => ({
  schema: columns.map((_, at) => ({ name: `c${at}`, type: 'string' as const })),
  columns,
  offset: 0,
  total: null,
  sample: '',
});

test('two classes are told from several and from numbers', () => {
  const two = classesOf(
    page([
      [0, 1],
      ['980', '20'],
    ]),
  );
  expect(likelyTask({ name: 'y', type: 'int' }, two)).toBe('binary');
  expect(likelyPositive(two)).toBe('1');
  expect(likelyTask({ name: 'y', type: 'double' }, [])).toBe('regression');
  const three = ['a', 'b', 'c'].map((value) => ({ value, rows: 1 }));
  expect(likelyTask({ name: 'y', type: 'string' }, three)).toBe('multiclass');
  expect(
    likelyPositive([
      { value: 'no', rows: 9 },
      { value: 'maybe', rows: 1 },
    ]),
  ).toBe('maybe');
});

test('only what is not automatic is kept of the choices', () => {
  const choices = withChoice([], { column: 'id', use: 'reject' });
  expect(choices).toEqual([{ column: 'id', use: 'reject' }]);
  expect(choiceOf(choices ?? [], 'id').use).toBe('reject');
  expect(choiceOf(choices ?? [], 'other')).toEqual({ column: 'other', use: 'input', kind: 'auto' });
  expect(withChoice(choices ?? [], { column: 'id', use: 'input' })).toBeUndefined();
});

test('the cut of a split by time is told with its place', () => {
  const column = { name: 'at', type: 'timestamp' as const };
  expect(JSON.stringify(cutQuestion(column, 0.25))).toContain('"parameter":0.75');
  const [low, high] = [Date.UTC(2026, 0, 1) / 1000, Date.UTC(2026, 0, 5) / 1000];
  const cut = cutOf(
    page([['2026-01-01T00:00:00'], ['2026-01-05T00:00:00'], [low + 86_400 * 3], [low], [high]]),
    column,
  );
  expect(cut).toEqual({ first: '2026-01-01 00:00', last: '2026-01-05 00:00', cut: '2026-01-04 00:00', at: 0.75 });
  expect(cutOf(page([[null], [null], [null]]), column)).toBeNull();
});
