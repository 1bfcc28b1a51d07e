import { expect, test } from 'vitest';
import {
  columnInFormula,
  columnsUsed,
  enclosingCall,
  exampleFormula,
  formulaParts,
  signatureParts,
} from './formula-words.ts';

test('variables are told apart, also within quotes', () => {
  expect(kinds("a > ${n} and b = '${day}'")).toEqual([
    ['${n}', 'variable'],
    ['and', 'keyword'],
    ["'${day}'", 'string'],
    ['${day}', 'variable'],
  ]);
});

const kinds = (text: string) => formulaParts(text).map(({ from, to, kind }) => [text.slice(from, to), kind]);

test('texts, columns in quotes, numbers, words and functions are told apart', () => {
  expect(kinds(`round("unit price" * 1.5) > 3 and state = 'N''Y'`)).toEqual([
    ['round', 'function'],
    ['"unit price"', 'column'],
    ['1.5', 'number'],
    ['3', 'number'],
    ['and', 'keyword'],
    [`'N''Y'`, 'string'],
  ]);
});

test('what is inside a text is not coloured, also while it is not closed', () => {
  expect(kinds(`'and 12`)).toEqual([[`'and 12`, 'string']]);
});

test('an example names a column that is there', () => {
  expect(
    exampleFormula(
      [
        { name: 'city', type: 'string' },
        { name: 'unit price', type: 'double' },
      ],
      '> 100',
    ),
  ).toBe('"unit price" > 100');
  expect(exampleFormula([{ name: 'city', type: 'string' }], '> 100')).toBeUndefined();
});

test('odd column names are quoted', () => {
  expect(columnInFormula('amt')).toBe('amt');
  expect(columnInFormula('unit "x"')).toBe('"unit ""x"""');
});

test('the call around the cursor is found, with its argument', () => {
  const at = (text: string) => enclosingCall(text.replace('|', ''), text.indexOf('|'));
  expect(at('round(amount, |')).toEqual({ name: 'round', from: 0, argument: 1 });
  expect(at("if(city = 'a, (b', upper(|x), 1)")).toMatchObject({ name: 'upper', argument: 0 });
  expect(at("if(city = 'a, (b', upper(x), |1)")).toMatchObject({ name: 'if', argument: 2 });
  expect(at('(a + |b)')).toBeNull();
  expect(at('round((a + |b))')).toMatchObject({ name: 'round', argument: 0 });
  expect(at('round(a) |')).toBeNull();
});

test('a signature is taken apart', () => {
  expect(signatureParts('round(x, [digits]) → a number')).toEqual({
    name: 'round',
    params: ['x', '[digits]'],
    result: 'a number',
  });
  expect(signatureParts('pi()')).toEqual({ name: 'pi', params: [], result: '' });
  expect(signatureParts('a + b')).toBeNull();
});

test('the columns of a formula are told, texts and functions are not', () => {
  const schema = ['amount', 'unit price', 'city'].map((name) => ({ name, type: 'double' as const }));
  expect(columnsUsed(`city(amount) * "unit price" + amount + 'city'`, schema)).toEqual(['amount', 'unit price']);
});
