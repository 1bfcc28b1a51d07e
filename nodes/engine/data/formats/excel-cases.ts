import type { FormatCase } from '../format-kind.ts';

const ss = 'urn:schemas-microsoft-com:office:spreadsheet';

/** A workbook as Excel 2003 writes it in XML, of sheets of typed cells. */
function workbook(sheets: Readonly<Record<string, readonly string[][]>>): string {
  const cell = (text: string) => {
    const [, type = 'String', value = text] = /^(Number|Boolean|DateTime|Error):(.*)$/.exec(text) ?? [];
    const style = type === 'DateTime' ? ' ss:StyleID="day"' : '';
    return text === '' ? '<Cell/>' : `<Cell${style}><Data ss:Type="${type}">${value}</Data></Cell>`;
  };
  const rows = (table: readonly string[][]) => table.map((row) => `<Row>${row.map(cell).join('')}</Row>`).join('');
  const list = Object.entries(sheets).map(
    ([name, table]) => `<Worksheet ss:Name="${name}"><Table>${rows(table)}</Table></Worksheet>`,
  );
  return `<?xml version="1.0"?><Workbook xmlns="${ss}" xmlns:ss="${ss}"><Styles><Style ss:ID="day"><NumberFormat ss:Format="yyyy-mm-dd"/></Style></Styles>${list.join('')}</Workbook>`;
}

export const excelCases: readonly FormatCase[] = [
  {
    title: 'the table is found below its title, with numbers, dates and errors of formulas',
    files: {
      'a.xls': workbook({
        Sales: [
          ['Sales 2024'],
          [],
          ['id', 'sold', 'amount'],
          ['Number:1', 'DateTime:2024-01-31T00:00:00.000', 'Number:12.5'],
          [],
          ['Number:2', 'DateTime:2024-02-01T00:00:00.000', 'Error:#DIV/0!'],
        ],
      }),
    },
    settings: {},
    expect: {
      rows: [
        ['1', '2024-01-31', 12.5],
        ['2', '2024-02-01', null],
      ],
    },
  },
  {
    title: 'a sheet and a range of it, without names',
    files: {
      'a.xls': workbook({
        Empty: [],
        Data: [
          ['x', 'Number:1', 'Number:2'],
          ['y', 'Number:3', 'Number:4'],
        ],
      }),
    },
    settings: { sheet: 'Data', range: 'B1:C2', header: false },
    expect: {
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
    },
  },
  {
    title: 'a sheet that is not there is named',
    files: { 'a.xls': workbook({ Data: [['a'], ['Number:1']] }) },
    settings: { sheet: 'Date' },
    expect: { error: 'DATA_SHEET_MISSING' },
  },
  {
    title: 'a file that is no workbook is refused',
    files: { 'a.xlsx': 'PK\u0003\u0004 and nothing of a workbook' },
    settings: {},
    expect: { error: 'DATA_FORMAT_UNREADABLE' },
  },
  {
    title: 'a cell that does not fit its type is named',
    files: { 'a.xls': workbook({ Data: [['n'], ['Number:1'], ['much']] }) },
    settings: { header: true },
    schema: [{ name: 'n', type: 'int' }],
    expect: { error: 'DATA_CELL_MISFIT' },
  },
];
