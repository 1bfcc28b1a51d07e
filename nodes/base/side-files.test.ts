import { expect, it } from 'vitest';
import { isSideFile } from './side-files.ts';

it('tells what is beside data from data', () => {
  const beside = [
    '.DS_Store',
    'a/.git/config',
    'a/_SUCCESS',
    '_committed_12',
    '.a.parquet.crc',
    'a/_delta_log/00.json',
  ];
  expect(beside.filter((path) => !isSideFile(path))).toEqual([]);
  const data = ['_orders.csv', 'day=1/part-0.parquet', 'a.csv', '_successes.csv', 'a_SUCCESS.csv'];
  expect(data.filter(isSideFile)).toEqual([]);
});
