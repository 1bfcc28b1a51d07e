import { createHash } from 'node:crypto';
import { z } from 'zod';
import { call, castTo, literal } from '../../../expr/build.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const hash = defineStep({
  id: 'hash',
  label: 'Hash',
  category: 'privacy',
  icon: 'lock',
  keywords: ['pseudonymise', 'anonymise', 'sha256', 'md5'],
  help: 'Replaces values by their digest: equal values stay equal but cannot be read. The salt (fixed text in front) makes guessing harder.',
  settings: z.object({
    columns: columnNames,
    algorithm: z.enum(['sha256', 'md5']).default('sha256'),
    salt: z.string().default(''),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        {
          key: 'algorithm',
          label: 'Digest',
          widget: 'choice',
          choices: [
            { value: 'sha256', label: 'SHA-256' },
            { value: 'md5', label: 'MD5' },
          ],
        },
        { key: 'salt', label: 'Salt', widget: 'text' },
      ],
    },
  ],
  apply: ({ columns, algorithm, salt }, relation) =>
    relation.mapped(columns, (name) => {
      const text = castTo(relation.column(name), 'string');
      return call(algorithm, salt === '' ? text : call('join_text', literal(salt), text));
    }),
  cases: [
    {
      title: 'numbers are hashed as text',
      settings: { columns: ['n'], salt: 'x' },
      schema: columnsOf('n:bigint'),
      rows: [['12'], [null]],
      expect: { schema: columnsOf('n:string'), rows: [[sha256('x12')], [null]] },
    },
  ],
});

export const mask = defineStep({
  id: 'mask',
  label: 'Mask text',
  category: 'privacy',
  icon: 'eye-off',
  keywords: ['card number', 'hide', 'redact'],
  help: 'Hides all but the last letters of a text: 4111111111111111 becomes ************1111.',
  settings: z.object({ columns: columnNames, keep: z.number().int().min(0).max(100).default(4) }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        { key: 'keep', label: 'Letters to leave at the end', widget: 'number' },
      ],
    },
  ],
  apply: ({ columns, keep }, relation) =>
    relation.mapped(columns, (name) => {
      const text = castTo(relation.column(name), 'string');
      return call('pad_left', call('right', text, literal(keep)), call('length', text), literal('*'));
    }),
  cases: [
    {
      title: 'the last four stay',
      settings: { columns: ['card'] },
      schema: columnsOf('card:string'),
      rows: [['4111111111111111'], ['123'], [null]],
      expect: { schema: columnsOf('card:string'), rows: [['************1111'], ['123'], [null]] },
    },
  ],
});
