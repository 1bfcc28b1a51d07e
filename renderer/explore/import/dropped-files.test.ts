import { expect, it } from 'vitest';
import { folderPattern, foldersInside, groupFiles } from './dropped-files.ts';

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

it('what is beside the data of a folder is left out, and told', () => {
  const files = [
    file('part-0.csv', 'sales/day=1/part-0.csv'),
    file('part-0.csv', 'sales/day=2/part-0.csv'),
    file('_SUCCESS', 'sales/_SUCCESS'),
    file('README.md', 'sales/README.md'),
    file('notes.pdf', 'papers/notes.pdf'),
    file('photo.png'),
  ];
  const groups = groupFiles(files);
  expect(groups.map(({ folder, files: list, others }) => [folder, list.length, others])).toEqual([
    ['sales', 2, 1],
    ['papers', 1, 0],
    [null, 1, 0],
  ]);
  expect(groups[0]?.files.map(foldersInside)).toEqual([['day=1'], ['day=2']]);
  expect(folderPattern('sales', groups[0]?.files ?? [])).toBe('sales/**/*.csv');
});
