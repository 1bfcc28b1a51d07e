import { z } from 'zod';
import { call, choose, empty, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep, outputName } from '../step-kind.ts';

export const recode = defineStep({
  id: 'recode',
  label: 'Recode values',
  category: 'clean',
  icon: 'arrows-exchange',
  keywords: ['map', 'translate', 'group', 'merge', 'switch'],
  help: 'Replaces listed values by others and everything else by a default: to merge rare categories or to translate codes.',
  settings: z.object({
    column: columnName,
    values: z.array(z.object({ from: z.string(), to: z.string() })).min(1, 'add a value'),
    others: z.enum(['keep', 'empty', 'value']).default('keep'),
    other: z.string().default(''),
    name: outputName,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        {
          key: 'values',
          label: 'Values',
          widget: 'list',
          items: [
            { key: 'from', label: 'Value', widget: 'text' },
            { key: 'to', label: 'becomes', widget: 'text' },
          ],
        },
        {
          key: 'others',
          label: 'All other values',
          widget: 'choice',
          choices: [
            { value: 'keep', label: 'Stay' },
            { value: 'empty', label: 'Become empty' },
            { value: 'value', label: 'Become' },
          ],
        },
        { key: 'other', label: 'Other value', widget: 'text', showWhen: { key: 'others', in: ['value'] } },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the values.' },
      ],
    },
  ],
  apply: ({ column, values, others, other, name }, relation) => {
    const source = relation.text(column);
    const branches = values.map(({ from, to }) => ({ if: call('eq', source, literal(from)), then: literal(to) }));
    if (others === 'value') branches.push({ if: call('is_not_null', source), then: literal(other) });
    return relation.placed(name, choose(branches, others === 'keep' ? source : empty()), column);
  },
  cases: [
    {
      title: 'categories are merged, the rest has one name, empty stays empty',
      settings: {
        column: 'c',
        values: [
          { from: 'misc_net', to: 'net' },
          { from: 'shopping_net', to: 'net' },
        ],
        others: 'value',
        other: 'other',
        name: 'group',
      },
      schema: columnsOf('c:string'),
      rows: [['misc_net'], ['travel'], [null]],
      expect: {
        schema: columnsOf('c:string, group:string'),
        rows: [
          ['misc_net', 'net'],
          ['travel', 'other'],
          [null, null],
        ],
      },
    },
    {
      title: 'unlisted values become empty in place',
      settings: { column: 'c', values: [{ from: 'M', to: 'male' }], others: 'empty' },
      schema: columnsOf('c:string'),
      rows: [['M'], ['F']],
      expect: { schema: columnsOf('c:string'), rows: [['male'], [null]] },
    },
  ],
});
