import { describe, expect, it } from 'vitest';
import { csvOf, parseTabs, pastedFile } from './pasted-table.ts';

const clipboard = (text: string) => ({ getData: (type: string) => (type === 'text/plain' ? text : '') });

describe('a pasted table', () => {
  it('is read from the text that spreadsheets give', () => {
    expect(parseTabs('id\tname\r\n1\tAnn\r\n')).toEqual([
      ['id', 'name'],
      ['1', 'Ann'],
    ]);
    expect(parseTabs('a\t"two\nlines and a ""quote"""\tc\n\t5"\t')).toEqual([
      ['a', 'two\nlines and a "quote"', 'c'],
      ['', '5"', ''],
    ]);
  });

  it('becomes CSV of one width without blank rows', () => {
    expect(csvOf([['a', 'b, c'], [''], ['1']])).toBe('a,"b, c"\n1,');
  });

  it('is a file when the clipboard holds one', async () => {
    expect(await pastedFile(clipboard('a\tb\n1\t2'))?.text()).toBe('a,b\n1,2');
    expect(await pastedFile(clipboard('a;b\n1;2\n'))?.text()).toBe('a;b\n1;2\n');
    expect(pastedFile(clipboard('just a sentence, with a comma'))).toBeNull();
    expect(pastedFile(null)).toBeNull();
  });
});
