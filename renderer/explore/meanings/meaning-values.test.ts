import { expect, it } from 'vitest';
import { listProblem, valuesOfFile, valuesOfText } from './meaning-values.ts';

it('takes one value a line, each once, also of cells pasted from a spreadsheet', () => {
  expect(valuesOfText('AB-01\r\n AB-02 \n\nAB-01\n')).toEqual(['AB-01', 'AB-02']);
  expect(valuesOfText('AB-01\tOslo\n"AB\n02"\tRome\n')).toEqual(['AB-01', 'AB\n02']);
});

it('takes the first column of a file', () => {
  expect(valuesOfFile('\ufeffAB-01,Oslo\r\n"a ""b"", c";1\nAB-02\n')).toEqual(['AB-01', 'a "b", c', 'AB-02']);
});

it('says when a list is too long, and when a value is', () => {
  expect(listProblem(['a'])).toBeNull();
  expect(listProblem(Array.from({ length: 10_001 }, (_, i) => String(i)))).toBe('More than 10,000 values');
  expect(listProblem(['x'.repeat(501)])).toContain('longer than 500');
});
