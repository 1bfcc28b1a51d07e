import { z } from 'zod';
import { call, choose, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';

export const findReplace = defineStep({
  id: 'find-replace',
  label: 'Find and replace',
  category: 'clean',
  icon: 'replace',
  keywords: ['substitute', 'map', 'recode', 'regex'],
  help: 'Replaces whole values, parts of the text, or matches of a pattern. The replacements are applied in order.',
  settings: z.object({
    columns: columnNames,
    match: z.enum(['whole', 'part', 'pattern']).default('part'),
    ignoreCase: z.boolean().default(false),
    replacements: z.array(z.object({ find: z.string(), replace: z.string().default('') })).min(1, 'add a replacement'),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns', types: ['string'] },
        {
          key: 'match',
          label: 'Match',
          widget: 'choice',
          choices: [
            { value: 'whole', label: 'The whole value' },
            { value: 'part', label: 'Any part of the text' },
            { value: 'pattern', label: 'A pattern (regular expression)' },
          ],
        },
        {
          key: 'ignoreCase',
          label: 'Ignore upper and lower case',
          widget: 'switch',
          showWhen: { key: 'match', in: ['whole', 'pattern'] },
        },
        {
          key: 'replacements',
          label: 'Replacements',
          widget: 'list',
          items: [
            { key: 'find', label: 'Find', widget: 'text' },
            { key: 'replace', label: 'Replace by', widget: 'text' },
          ],
        },
      ],
    },
  ],
  apply: (settings, relation) =>
    relation.mapped(settings.columns, (name) => {
      const column = relation.text(name);
      if (settings.match === 'whole') return wholeValues(column, settings);
      return settings.replacements.reduce((value, { find, replace }) => {
        if (settings.match === 'part') return call('replace', value, literal(find), literal(replace));
        const pattern = settings.ignoreCase ? `(?i)${find}` : find;
        return call('regex_replace', value, literal(pattern), literal(replace));
      }, column);
    }),
  cases: [
    {
      title: 'a prefix is removed',
      settings: { columns: ['merchant'], match: 'part', replacements: [{ find: 'fraud_', replace: '' }] },
      schema: columnsOf('merchant:string'),
      rows: [['fraud_Kirlin'], ['Kirlin'], [null]],
      expect: { schema: columnsOf('merchant:string'), rows: [['Kirlin'], ['Kirlin'], [null]] },
    },
    {
      title: 'whole values are recoded once each',
      settings: {
        columns: ['g'],
        match: 'whole',
        ignoreCase: true,
        replacements: [
          { find: 'm', replace: 'f' },
          { find: 'f', replace: 'x' },
        ],
      },
      schema: columnsOf('g:string'),
      rows: [['M'], ['f'], ['mf'], [null]],
      expect: { schema: columnsOf('g:string'), rows: [['f'], ['x'], ['mf'], [null]] },
    },
    {
      title: 'pattern with a group',
      settings: { columns: ['a'], match: 'pattern', replacements: [{ find: '(\\d+)-(\\d+)', replace: '\\2-\\1' }] },
      schema: columnsOf('a:string'),
      rows: [['1-22 3-4']],
      expect: { schema: columnsOf('a:string'), rows: [['22-1 4-3']] },
    },
    {
      title: 'numbers cannot be searched as text',
      settings: { columns: ['a'], replacements: [{ find: '1', replace: '2' }] },
      schema: columnsOf('a:int'),
      rows: [],
      expect: { error: 'PREPARE_TYPE' },
    },
    {
      title: 'a broken pattern is refused',
      settings: { columns: ['a'], match: 'pattern', replacements: [{ find: '(', replace: '' }] },
      schema: columnsOf('a:string'),
      rows: [],
      expect: { error: 'PREPARE_FORMULA' },
    },
  ],
});

interface WholeSettings {
  ignoreCase: boolean;
  replacements: readonly { find: string; replace: string }[];
}

function wholeValues(column: TypedExpr, { ignoreCase, replacements }: WholeSettings): TypedExpr {
  const folded = (value: TypedExpr) => (ignoreCase ? call('lower', value) : value);
  const branches = replacements.map(({ find, replace }) => ({
    if: call('eq', folded(column), folded(literal(find))),
    then: literal(replace),
  }));
  return choose(branches, column);
}
