import { expect, test } from 'vitest';
import { type SourcePrint, sourceReasons } from './source-print.ts';

const print = (change: Partial<SourcePrint> = {}): SourcePrint => ({
  ...{ connection: 'bank', path: '${day}/*.csv', variables: { day: '1' }, format: 'f', schema: 's' },
  ...{
    files: [
      ['a.csv', 10, 1],
      ['b.csv', 10, 1],
    ],
    count: 2,
  },
  ...change,
});
const told = (change: Partial<SourcePrint>) => sourceReasons('Arrivals', print(), print(change));

test('what changed about files is named: the variable, the path, how they are read', () => {
  expect(told({ variables: { day: '2' }, files: [['c.csv', 1, 1]], count: 1 })).toEqual([
    'the variable “day” changed from “1” to “2”',
  ]);
  expect(told({ path: 'x.csv' })).toEqual(['the path of “Arrivals” changed']);
  expect(told({ format: 'g', schema: 't' })).toEqual([
    'the format settings of “Arrivals” changed',
    'the declared columns of “Arrivals” changed',
  ]);
});

test('files are named, those that came, changed and went', () => {
  const files: SourcePrint['files'] = [
    ['a.csv', 11, 2],
    ['c.csv', 1, 1],
    ['d.csv', 1, 1],
  ];
  expect(told({ files, count: 3 })).toEqual([
    '“Arrivals” has 2 new files (c.csv, d.csv)',
    'the file a.csv of “Arrivals” changed',
    'the file b.csv of “Arrivals” is gone',
  ]);
});

test('of very many files their number is told', () => {
  expect(told({ files: null, count: 5 })).toEqual(['“Arrivals” has 3 more files']);
  expect(told({ files: null, count: 2 })).toEqual(['the files of “Arrivals” changed']);
});
