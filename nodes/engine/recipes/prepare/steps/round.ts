import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

export const round = defineStep({
  id: 'round',
  label: 'Round numbers',
  category: 'numbers',
  icon: 'decimal',
  keywords: ['floor', 'ceil', 'digits'],
  help: 'Rounds numbers to a count of digits (halves away from zero), or down or up to whole numbers.',
  settings: z.object({
    columns: columnNames,
    mode: z.enum(['round', 'floor', 'ceil']).default('round'),
    digits: z.number().int().min(-15).max(15).default(0),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns', types: ['int', 'bigint', 'double', 'decimal'] },
        {
          key: 'mode',
          label: 'Direction',
          widget: 'choice',
          choices: [
            { value: 'round', label: 'To the nearest' },
            { value: 'floor', label: 'Down' },
            { value: 'ceil', label: 'Up' },
          ],
        },
        { key: 'digits', label: 'Digits after the point', widget: 'number', showWhen: { key: 'mode', in: ['round'] } },
      ],
    },
  ],
  apply: ({ columns, mode, digits }, relation) =>
    relation.mapped(columns, (name) => {
      const column = relation.number(name);
      return mode === 'round' ? call('round', column, literal(digits)) : call(mode, column);
    }),
  cases: [
    {
      title: 'two digits',
      settings: { columns: ['a'], digits: 2 },
      schema: columnsOf('a:double'),
      rows: [[3.456], [-2.675], [null], ['Infinity']],
      expect: { schema: columnsOf('a:double'), rows: [[3.46], [-2.68], [null], ['Infinity']] },
    },
    {
      title: 'down',
      settings: { columns: ['a'], mode: 'floor' },
      schema: columnsOf('a:double'),
      rows: [[-1.5]],
      expect: { schema: columnsOf('a:double'), rows: [[-2]] },
    },
  ],
});
