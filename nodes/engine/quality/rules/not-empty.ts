import { z } from 'zod';
import { columnText } from '../../expr/formula-text.ts';
import { judgeRows, toleranceFields, toleranceForm } from '../limits.ts';
import { defineRule } from '../rule-kind.ts';

const schema = [{ name: 'id', type: 'string' as const }];

/** Cells of the columns are filled. */
export const notEmpty = defineRule({
  id: 'not-empty',
  label: 'Not empty',
  category: 'Column',
  icon: 'circle-dashed-check',
  keywords: ['missing', 'null', 'required', 'filled'],
  help: 'Every row has a value in each of the columns.',
  version: 1,
  settings: z.object({ columns: z.array(z.string().min(1)).min(1), ...toleranceFields }),
  form: [{ fields: [{ key: 'columns', label: 'Columns', widget: 'columns' }, ...toleranceForm] }],
  describe: ({ columns }) => `${columns.join(', ')} not empty`,
  columns: ({ columns }) => columns,
  good: ({ columns }) => columns.map((column) => `${columnText(column)} is not null`).join(' and '),
  goodUnlessEmpty: ({ columns }) => columns,
  evaluate: (settings, { failed }, { rows }) =>
    judgeRows(`have no ${settings.columns.join(' or ')}`, { failed: Number(failed), rows }, settings),
  cases: [
    {
      title: 'all filled',
      settings: { columns: ['id'] },
      schema,
      rows: [['a'], ['b']],
      expect: { status: 'OK', observed: 0 },
    },
    {
      title: 'one empty is an error',
      settings: { columns: ['id'] },
      schema,
      rows: [['a'], [null]],
      expect: { status: 'ERROR', observed: 1 },
    },
    {
      title: 'within the tolerated share',
      settings: { columns: ['id'], errorAbove: 0.5 },
      schema,
      rows: [['a'], [null]],
      expect: { status: 'WARNING', observed: 1 },
    },
    { title: 'no rows', settings: { columns: ['id'] }, schema, rows: [], expect: { status: 'EMPTY' } },
  ],
});
