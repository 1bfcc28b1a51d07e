import { expect, test } from 'vitest';
import { nameCells } from './column-names.ts';

test('empty names are numbered, and names that are there twice told apart, whatever others are called', () => {
  expect(nameCells(['a', '', 'a', 'a_1', 'A', ' b '])).toEqual(['a', 'column1', 'a_1', 'a_1_1', 'A_2', 'b']);
});
