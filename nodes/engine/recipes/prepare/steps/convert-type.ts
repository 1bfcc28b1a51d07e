import { z } from 'zod';
import { castTo } from '../../../expr/build.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

const types = ['string', 'int', 'bigint', 'double', 'boolean', 'date', 'timestamp'] as const;

export const convertType = defineStep({
  id: 'convert-type',
  label: 'Convert type',
  category: 'columns',
  icon: 'transform',
  keywords: ['cast', 'number', 'text', 'integer'],
  help: 'Changes the storage type of columns. Values that do not fit become empty, or stop the run if you choose so.',
  settings: z.object({
    columns: columnNames,
    type: z.enum(types).default('double'),
    unfit: z.enum(['empty', 'fail']).default('empty'),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        {
          key: 'type',
          label: 'Type',
          widget: 'choice',
          choices: [
            { value: 'string', label: 'Text' },
            { value: 'int', label: 'Whole number (32 bits)' },
            { value: 'bigint', label: 'Whole number (64 bits)' },
            { value: 'double', label: 'Decimal number' },
            { value: 'boolean', label: 'True or false' },
            { value: 'date', label: 'Date' },
            { value: 'timestamp', label: 'Timestamp' },
          ],
        },
        {
          key: 'unfit',
          label: 'Values that do not fit',
          widget: 'choice',
          choices: [
            { value: 'empty', label: 'Become empty' },
            { value: 'fail', label: 'Stop the run' },
          ],
        },
      ],
    },
  ],
  apply: ({ columns, type, unfit }, relation) =>
    relation.mapped(columns, (name) => castTo(relation.column(name), type, unfit === 'empty')),
  cases: [
    {
      title: 'text to numbers',
      settings: { columns: ['a'], type: 'double' },
      schema: columnsOf('a:string'),
      rows: [['1.5'], ['x'], [''], [null]],
      expect: { schema: columnsOf('a:double'), rows: [[1.5], [null], [null], [null]] },
    },
    {
      title: 'large whole numbers to text',
      settings: { columns: ['n'], type: 'string' },
      schema: columnsOf('n:bigint'),
      rows: [['4992346398065154184'], [null]],
      expect: { schema: columnsOf('n:string'), rows: [['4992346398065154184'], [null]] },
    },
    {
      title: 'whole numbers from doubles, half to even',
      settings: { columns: ['n'], type: 'int' },
      schema: columnsOf('n:double'),
      rows: [[2.5], [-3.5], ['NaN'], [3e9]],
      expect: { schema: columnsOf('n:int'), rows: [[2], [-4], [null], [null]] },
    },
  ],
});
