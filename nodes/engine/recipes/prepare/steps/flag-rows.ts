import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnsOf, defineStep } from '../step-kind.ts';

export const flagRows = defineStep({
  id: 'flag-rows',
  label: 'Flag rows',
  category: 'rows',
  icon: 'flag',
  keywords: ['mark', 'indicator', 'boolean'],
  help: 'Adds a column that is 1 where a condition is true and 0 elsewhere.',
  settings: z.object({
    name: z.string().min(1, 'name the new column'),
    formula: z.string().min(1, 'write a condition'),
  }),
  form: [
    {
      fields: [
        { key: 'name', label: 'New column', widget: 'text' },
        { key: 'formula', label: 'Condition', widget: 'formula' },
      ],
    },
  ],
  apply: ({ name, formula }, relation) => {
    const condition = relation.formula(formula, 'boolean');
    return relation.added([{ name, value: call('if', condition, literal(1), literal(0)) }]);
  },
  cases: [
    {
      title: 'unknown counts as false',
      settings: { name: 'large', formula: 'a > 10' },
      schema: columnsOf('a:int'),
      rows: [[11], [9], [null]],
      expect: {
        schema: columnsOf('a:int, large:int'),
        rows: [
          [11, 1],
          [9, 0],
          [null, 0],
        ],
      },
    },
  ],
});
