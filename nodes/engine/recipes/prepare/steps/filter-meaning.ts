import { z } from 'zod';
import { tellingMeanings } from '../../../../contract/meanings.ts';
import { Meaning, OwnMeaningId } from '../../../../contract/schema.ts';
import { call } from '../../../expr/build.ts';
import { definitionField, isInvalidFor } from '../own-meanings.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';
import { rowsWhere } from './row-action.ts';

const schema = columnsOf('a:string, b:string');

export const filterMeaning = defineStep({
  id: 'filter-meaning',
  label: 'Filter rows by validity',
  category: 'rows',
  icon: 'shield-check',
  keywords: ['meaning', 'valid', 'invalid', 'e-mail', 'country', 'list', 'pattern'],
  help: 'Removes (or keeps alone) the rows in which a column has a value that is not valid for a meaning. Empty cells are valid.',
  settings: z.object({
    columns: columnNames,
    meaning: z.union([Meaning, OwnMeaningId]).default('email'),
    action: z.enum(['keep', 'remove']).default('remove'),
    ...definitionField,
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        {
          key: 'meaning',
          label: 'Valid as',
          widget: 'meaning',
          help: 'The project’s own meanings are followed: when one changes, so do the rows.',
          choices: tellingMeanings,
        },
        {
          key: 'action',
          label: 'Rows with a value that is not valid',
          widget: 'choice',
          help: 'Keep only these to look into what is wrong, for example in a branch of the flow of its own.',
          choices: [
            { value: 'remove', label: 'Remove' },
            { value: 'keep', label: 'Keep only these' },
          ],
        },
      ],
    },
  ],
  apply: ({ columns, action, ...chosen }, relation) => {
    const tests = columns.map((name) => isInvalidFor(name, chosen, relation));
    return rowsWhere(
      tests.reduce((a, b) => call('or', a, b)),
      action,
    );
  },
  cases: [
    {
      title: 'any column that is not valid counts, empty cells do not',
      settings: { columns: ['a', 'b'], meaning: 'email' },
      schema,
      rows: [
        ['a@b.org', null],
        ['a@b.org', 'x'],
        ['nobody', ' '],
        ['', 'c@d.org'],
      ],
      expect: {
        schema,
        rows: [
          ['a@b.org', null],
          ['', 'c@d.org'],
        ],
      },
    },
    {
      title: 'a list of the project, those that are not in it alone',
      settings: {
        columns: ['a'],
        meaning: 'own:region',
        action: 'keep',
        definition: { kind: 'values', values: ['North', "O'Hara"], caseSensitive: false },
      },
      schema: columnsOf('a:string'),
      rows: [['north'], [" O'HARA"], ['West'], [null]],
      expect: { schema: columnsOf('a:string'), rows: [['West']] },
    },
    {
      title: 'a meaning that the project does not have',
      settings: { columns: ['a'], meaning: 'own:gone' },
      schema: columnsOf('a:string'),
      rows: [['x']],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});
