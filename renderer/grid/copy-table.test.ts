import { expect, it } from 'vitest';
import { tableText } from './copy-table.ts';

it('cells become a table that spreadsheets paste, with or without headers', () => {
  const rows = [
    ['1', 'a "b"'],
    ['2', 'two\nlines & <more>'],
  ];
  expect(tableText(rows).text).toBe('1\t"a ""b"""\n2\t"two\nlines & <more>"');
  expect(tableText([['1']], ['id'])).toEqual({
    text: 'id\n1',
    html: '<table><tr><th>id</th></tr><tr><td>1</td></tr></table>',
  });
  expect(tableText(rows).html).toContain('<td>two\nlines &amp; &lt;more&gt;</td>');
});
