import { z } from 'zod';
import { columnsOf, defineStep } from '../step-kind.ts';

export const formula = defineStep({
  id: 'formula',
  label: 'Formula',
  category: 'columns',
  icon: 'math-function',
  keywords: ['calculate', 'compute', 'expression'],
  help: 'Computes a column with a formula. An existing column of that name is replaced, a new one is added at the end.',
  settings: z.object({ column: z.string().min(1, 'name the column'), formula: z.string().min(1, 'write a formula') }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Result column', widget: 'text' },
        { key: 'formula', label: 'Formula', widget: 'formula' },
      ],
    },
  ],
  apply: ({ column, formula: text }, relation) => {
    const value = relation.formula(text);
    const exists = relation.schema.some(({ name }) => name === column);
    return exists ? relation.replaced(new Map([[column, value]])) : relation.added([{ name: column, value }]);
  },
  cases: [
    {
      title: 'a new column',
      settings: { column: 'total', formula: 'price * "odd name" / 2' },
      schema: columnsOf('price:double, odd name:int'),
      rows: [
        [1.5, 2],
        [null, 3],
      ],
      expect: {
        schema: columnsOf('price:double, odd name:int, total:double'),
        rows: [
          [1.5, 2, 1.5],
          [null, 3, null],
        ],
      },
    },
    {
      title: 'an existing column is replaced and may be used',
      settings: { column: 'a', formula: 'a + 1' },
      schema: columnsOf('a:int, b:int'),
      rows: [[1, 2]],
      expect: { schema: columnsOf('a:bigint, b:int'), rows: [['2', 2]] },
    },
    {
      title: 'a faulty formula says where',
      settings: { column: 'x', formula: 'a +' },
      schema: columnsOf('a:int'),
      rows: [],
      expect: { error: 'PREPARE_FORMULA' },
    },
  ],
});
