import { z } from 'zod';
import type { Schema } from '../../../contract/schema.ts';
import { defineRule } from '../rule-kind.ts';

const schema: Schema = [
  { name: 'a', type: 'int' },
  { name: 'b', type: 'string' },
];

/** The columns are those declared: none new, none missing. */
export const schemaEquals = defineRule({
  id: 'schema-equals',
  label: 'No new columns',
  category: 'Dataset',
  icon: 'table-column',
  keywords: ['schema', 'columns', 'new', 'missing', 'drift', 'types'],
  help: 'The columns are the expected ones. By default new and missing columns are errors; types can be compared too.',
  version: 1,
  settings: z.object({
    /** Expected names; absent: the dataset's declared columns. */
    columns: z.array(z.string()).optional(),
    allowNew: z.boolean().default(false),
    allowMissing: z.boolean().default(false),
    compareTypes: z.boolean().default(false),
  }),
  form: [
    {
      fields: [
        {
          key: 'columns',
          label: 'Expected columns',
          widget: 'columns',
          help: 'Empty: the columns declared for the dataset.',
        },
        { key: 'allowNew', label: 'New columns are only a warning', widget: 'switch' },
        { key: 'allowMissing', label: 'Missing columns are only a warning', widget: 'switch' },
        { key: 'compareTypes', label: 'Compare types too', widget: 'switch' },
      ],
    },
  ],
  describe: () => 'No new columns',
  evaluate: (settings, _, context) => {
    const expected = settings.columns ?? context.declared?.map((column) => column.name);
    if (!expected)
      return { status: 'NOT_COMPUTED', observed: null, message: 'The dataset has no declared columns to compare with' };
    const found = context.schema.map((column) => column.name);
    const added = found.filter((name) => !expected.includes(name));
    const missing = expected.filter((name) => !found.includes(name));
    const changed = settings.compareTypes ? changedTypes(context.schema, context.declared ?? []) : [];
    const parts = [
      added.length > 0 ? `new: ${added.join(', ')}` : '',
      missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
      changed.length > 0 ? `other type: ${changed.join(', ')}` : '',
    ].filter(Boolean);
    if (parts.length === 0)
      return { status: 'OK', observed: found.length, message: `The ${found.length} expected columns are there` };
    const isError =
      (added.length > 0 && !settings.allowNew) || (missing.length > 0 && !settings.allowMissing) || changed.length > 0;
    return {
      status: isError ? 'ERROR' : 'WARNING',
      observed: parts.join('; '),
      message: `The columns differ – ${parts.join('; ')}`,
    };
  },
  cases: [
    {
      title: 'as declared',
      settings: {},
      schema,
      declared: schema,
      rows: [[1, 'x']],
      expect: { status: 'OK', observed: 2 },
    },
    {
      title: 'a new column is an error',
      settings: {},
      schema,
      declared: [{ name: 'a', type: 'int' }],
      rows: [[1, 'x']],
      expect: { status: 'ERROR', observed: 'new: b' },
    },
    {
      title: 'a missing column is an error',
      settings: { columns: ['a', 'b', 'c'] },
      schema,
      rows: [],
      expect: { status: 'ERROR', observed: 'missing: c' },
    },
    {
      title: 'a tolerated new column is a warning',
      settings: { columns: ['a'], allowNew: true },
      schema,
      rows: [],
      expect: { status: 'WARNING', observed: 'new: b' },
    },
    {
      title: 'another type',
      settings: { compareTypes: true },
      schema,
      declared: [
        { name: 'a', type: 'string' },
        { name: 'b', type: 'string' },
      ],
      rows: [],
      expect: { status: 'ERROR', observed: 'other type: a' },
    },
  ],
});

function changedTypes(found: Schema, declared: Schema): string[] {
  return found
    .filter((column) => declared.some((other) => other.name === column.name && other.type !== column.type))
    .map((column) => column.name);
}
