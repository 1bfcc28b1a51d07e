import { expect, it } from 'vitest';
import { folderPattern, groupFiles } from './dropped-files.ts';

const file = (name: string, path = ''): File =>
  Object.defineProperty(new File(['x'], name), 'webkitRelativePath', { value: path });

it('a folder is one dataset, other files are one each', () => {
  const files = [
    file('a.csv'),
    file('1.csv', 'daily/1.csv'),
    file('.DS_Store', 'daily/.DS_Store'),
    file('2.csv', 'daily/2.csv'),
  ];
  const groups = groupFiles(files);
  expect(groups.map(({ folder, files: list }) => [folder, list.map(({ name }) => name)])).toEqual([
    [null, ['a.csv']],
    ['daily', ['1.csv', '2.csv']],
  ]);
  expect(folderPattern('daily', groups[1]?.files ?? [])).toBe('daily/*.csv');
  expect(folderPattern('daily', [file('a.csv.gz'), file('b.csv.gz')])).toBe('daily/*.csv.gz');
  expect(folderPattern('daily', [file('a.csv'), file('b.json')])).toBe('daily/*');
});
