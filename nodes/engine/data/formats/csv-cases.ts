import type { Schema } from '../../../contract/schema.ts';
import type { FormatCase } from '../format-kind.ts';

const declared: Schema = [
  { name: 'id', type: 'int' },
  { name: 'name', type: 'string' },
  { name: 'amount', type: 'double' },
];

export const csvCases: readonly FormatCase[] = [
  {
    title: 'delimiter, header and types are detected',
    files: { 'a.csv': 'id;name;amount;day\r\n1;Ann;1.5;2024-02-13\r\n2;"B;ob";;2024-02-14\r\n' },
    settings: {},
    expect: {
      rows: [
        ['1', 'Ann', 1.5, '2024-02-13'],
        ['2', 'B;ob', null, '2024-02-14'],
      ],
    },
  },
  {
    title: 'dates in other orders are detected',
    files: { 'a.csv': 'day,n\n13/02/2024,1\n14/02/2024,2\n' },
    settings: {},
    expect: {
      rows: [
        ['2024-02-13', '1'],
        ['2024-02-14', '2'],
      ],
    },
  },
  {
    title: 'types are read as declared, columns by name in any order, from several files',
    files: { 'a.csv': 'id,name,amount\n007,1,2\n', 'b.csv': 'amount,id,name\n3.5,8,2\n' },
    settings: {},
    schema: [
      { name: 'id', type: 'string' },
      { name: 'name', type: 'string' },
      { name: 'amount', type: 'double' },
    ],
    expect: {
      rows: [
        ['007', '1', 2],
        ['8', '2', 3.5],
      ],
    },
  },
  {
    title: 'a value that does not fit its type is named with file, line and column',
    files: { 'a.csv': 'id,name,amount\n1,Ann,1\n2,Bob,much\n' },
    settings: {},
    schema: declared,
    expect: { error: 'DATA_ROW_BROKEN' },
  },
  {
    title: 'a row with too many cells is an error, never dropped quietly',
    files: { 'a.csv': 'id,name,amount\n1,Ann,1\n2,Bob,2,3\n' },
    settings: {},
    schema: declared,
    expect: { error: 'DATA_ROW_BROKEN' },
  },
  {
    title: 'a row with too few cells is an error',
    files: { 'a.csv': 'id,name,amount\n1,Ann,1\n2,Bob\n' },
    settings: {},
    schema: declared,
    expect: { error: 'DATA_ROW_BROKEN' },
  },
  {
    title: 'broken rows are left out when asked',
    files: { 'a.csv': 'id,name,amount\n1,Ann,1\n2,Bob,2,3\n3,Cy,x\n4,Dee,4\n' },
    settings: { skipBroken: true },
    schema: declared,
    expect: {
      rows: [
        [1, 'Ann', 1],
        [4, 'Dee', 4],
      ],
    },
  },
  {
    title: 'a declared column that is missing is named',
    files: { 'a.csv': 'id,nmae,amount\n1,Ann,1\n' },
    settings: {},
    schema: declared,
    expect: { error: 'DATA_COLUMN_MISSING' },
  },
  {
    title: 'a new column is refused',
    files: { 'a.csv': 'id,name,amount,extra\n1,Ann,1,9\n' },
    settings: {},
    schema: declared,
    expect: { error: 'DATA_SCHEMA_NEW_COLUMN' },
  },
  {
    title: 'a new column is ignored when asked',
    files: { 'a.csv': 'id,name,extra,amount\n1,Ann,9,1\n' },
    settings: { newColumns: 'ignore' },
    schema: declared,
    expect: { rows: [[1, 'Ann', 1]] },
  },
  {
    title: 'without header the declared names are taken in order; nulls and decimal comma as set',
    files: { 'a.csv': '1;n/a;1,5\n2;x;n/a\n' },
    settings: { header: false, delimiter: ';', nulls: ['n/a'], decimalSeparator: ',' },
    schema: declared,
    expect: {
      rows: [
        [1, null, 1.5],
        [2, 'x', null],
      ],
    },
  },
  {
    title: 'a header alone gives no rows',
    files: { 'a.csv': 'id,name,amount\n' },
    settings: {},
    schema: declared,
    expect: { rows: [] },
  },
  {
    title: 'an empty file is unreadable',
    files: { 'a.csv': '' },
    settings: {},
    expect: { error: 'DATA_FORMAT_UNREADABLE' },
  },
];
