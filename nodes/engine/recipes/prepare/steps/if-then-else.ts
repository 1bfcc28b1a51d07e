import { z } from 'zod';
import { choose, empty } from '../../../expr/build.ts';
import { columnsOf, defineStep } from '../step-kind.ts';

export const ifThenElse = defineStep({
  id: 'if-then-else',
  label: 'If, then, else',
  category: 'columns',
  icon: 'arrows-split-2',
  keywords: ['case', 'when', 'condition', 'switch'],
  help: 'Fills a column by rules: the first condition that is true decides. Results are formulas, so text stands in single quotes.',
  settings: z.object({
    name: z.string().min(1, 'name the column'),
    rules: z
      .array(z.object({ if: z.string().min(1, 'write a condition'), then: z.string().min(1, 'write a result') }))
      .min(1, 'add a rule'),
    else: z.string().default(''),
  }),
  form: [
    {
      fields: [
        { key: 'name', label: 'Result column', widget: 'text' },
        {
          key: 'rules',
          label: 'Rules',
          widget: 'list',
          items: [
            { key: 'if', label: 'If', widget: 'formula' },
            { key: 'then', label: 'then', widget: 'formula' },
          ],
        },
        { key: 'else', label: 'Else', widget: 'formula', help: 'Left empty, the cell stays empty.' },
      ],
    },
  ],
  apply: ({ name, rules, else: otherwise }, relation) => {
    const branches = rules.map((rule) => ({
      if: relation.formula(rule.if, 'boolean'),
      then: relation.formula(rule.then),
    }));
    const value = choose(branches, otherwise.trim() === '' ? empty() : relation.formula(otherwise));
    const exists = relation.schema.some((column) => column.name === name);
    return exists ? relation.replaced(new Map([[name, value]])) : relation.added([{ name, value }]);
  },
  cases: [
    {
      title: 'bands of an amount',
      settings: {
        name: 'band',
        rules: [
          { if: 'a < 10', then: "'small'" },
          { if: 'a < 100', then: "'medium'" },
        ],
        else: "'large'",
      },
      schema: columnsOf('a:double'),
      rows: [[1], [10], [100], [null]],
      expect: {
        schema: columnsOf('a:double, band:string'),
        rows: [
          [1, 'small'],
          [10, 'medium'],
          [100, 'large'],
          [null, 'large'],
        ],
      },
    },
    {
      title: 'results of different types are refused',
      settings: { name: 'x', rules: [{ if: 'a > 1', then: "'yes'" }], else: '0' },
      schema: columnsOf('a:int'),
      rows: [],
      expect: { error: 'PREPARE_FORMULA' },
    },
  ],
});
