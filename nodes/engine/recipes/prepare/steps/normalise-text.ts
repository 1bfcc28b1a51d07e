import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

const operations = ['trim', 'collapse', 'lower', 'upper', 'accents', 'punctuation'] as const;

const APPLY: Record<(typeof operations)[number], (text: TypedExpr) => TypedExpr> = {
  trim: (text) => call('trim', text),
  collapse: (text) => call('collapse_spaces', text),
  lower: (text) => call('lower', text),
  upper: (text) => call('upper', text),
  accents: (text) => call('strip_accents', text),
  punctuation: (text) => call('regex_replace', text, literal(`[!-/:-@\\[-\`{-~]`), literal('')),
};

export const normaliseText = defineStep({
  id: 'normalise-text',
  label: 'Normalise text',
  category: 'clean',
  icon: 'text-resize',
  keywords: ['trim', 'case', 'lower', 'upper', 'accents', 'spaces'],
  help: 'Trims, changes case, removes accents or punctuation, so that equal things are written alike. Applied in the order chosen.',
  settings: z.object({
    columns: columnNames,
    operations: z.array(z.enum(operations)).min(1, 'choose what to do').default(['trim', 'lower']),
    emptyToNull: z.boolean().default(false),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns', types: ['string'] },
        {
          key: 'operations',
          label: 'Do',
          widget: 'strings',
          choices: [
            { value: 'trim', label: 'Trim white space at the ends' },
            { value: 'collapse', label: 'Make runs of white space one blank' },
            { value: 'lower', label: 'Small letters' },
            { value: 'upper', label: 'Capitals' },
            { value: 'accents', label: 'Remove accents' },
            { value: 'punctuation', label: 'Remove punctuation' },
          ],
        },
        { key: 'emptyToNull', label: 'Text that becomes empty counts as missing', widget: 'switch' },
      ],
    },
  ],
  apply: ({ columns, operations: chosen, emptyToNull }, relation) =>
    relation.mapped(columns, (name) => {
      const text = chosen.reduce((value, operation) => APPLY[operation](value), relation.text(name));
      return emptyToNull ? call('null_if', text, literal('')) : text;
    }),
  cases: [
    {
      title: 'trimmed, without accents, in small letters',
      settings: { columns: ['s'], operations: ['collapse', 'accents', 'lower', 'punctuation'] },
      schema: columnsOf('s:string'),
      rows: [['  Crème  BRÛLÉE, [hot]! '], ['a_b'], [null]],
      expect: { schema: columnsOf('s:string'), rows: [['creme brulee hot'], ['ab'], [null]] },
    },
    {
      title: 'blank text becomes empty',
      settings: { columns: ['s'], operations: ['trim'], emptyToNull: true },
      schema: columnsOf('s:string'),
      rows: [['  '], [' a']],
      expect: { schema: columnsOf('s:string'), rows: [[null], ['a']] },
    },
  ],
});
