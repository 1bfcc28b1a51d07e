import { z } from 'zod';
import { columnsOf, defineStep } from '../step-kind.ts';

const modes = ['snake', 'lower', 'upper', 'prefix', 'suffix', 'replace'] as const;

export const renamePattern = defineStep({
  id: 'rename-pattern',
  label: 'Rename columns by pattern',
  category: 'columns',
  icon: 'cursor-text',
  keywords: ['prefix', 'suffix', 'snake case', 'header'],
  help: 'Renames many columns at once: plain_names_with_underscores, small letters, capitals, a prefix, a suffix, or a part replaced.',
  settings: z.object({
    columns: z.array(z.string()).default([]),
    mode: z.enum(modes).default('snake'),
    text: z.string().default(''),
    by: z.string().default(''),
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns', help: 'None chosen: all columns.' },
        {
          key: 'mode',
          label: 'Names',
          widget: 'choice',
          choices: [
            { value: 'snake', label: 'Plain names with underscores' },
            { value: 'lower', label: 'Small letters' },
            { value: 'upper', label: 'Capitals' },
            { value: 'prefix', label: 'Add a prefix' },
            { value: 'suffix', label: 'Add a suffix' },
            { value: 'replace', label: 'Replace a part' },
          ],
        },
        { key: 'text', label: 'Text', widget: 'text', showWhen: { key: 'mode', in: ['prefix', 'suffix', 'replace'] } },
        { key: 'by', label: 'Replace by', widget: 'text', showWhen: { key: 'mode', in: ['replace'] } },
      ],
    },
  ],
  apply: (settings, relation) => {
    for (const name of settings.columns) relation.column(name);
    const chosen = new Set(settings.columns.length > 0 ? settings.columns : relation.schema.map(({ name }) => name));
    return {
      columns: relation.all().map(({ name, value }) => {
        if (!chosen.has(name)) return { name, value };
        const renamed = newName(name, settings);
        if (renamed === '') throw relation.problem(`the name of “${name}” would be empty`);
        return { name: renamed, value };
      }),
    };
  },
  cases: [
    {
      title: 'plain names',
      settings: {},
      schema: columnsOf('Card No.:int, merchant:string'),
      rows: [[1, 'x']],
      expect: { schema: columnsOf('card_no:int, merchant:string'), rows: [[1, 'x']] },
    },
    {
      title: 'a prefix for some',
      settings: { columns: ['a'], mode: 'prefix', text: 'card_' },
      schema: columnsOf('a:int, b:int'),
      rows: [[1, 2]],
      expect: { schema: columnsOf('card_a:int, b:int'), rows: [[1, 2]] },
    },
    {
      title: 'two names must not become one',
      settings: { columns: ['b'], mode: 'replace', text: 'b', by: 'a' },
      schema: columnsOf('a:int, b:int'),
      rows: [],
      expect: { error: 'PREPARE_COLUMN_EXISTS' },
    },
  ],
});

function newName(name: string, { mode, text, by }: { mode: (typeof modes)[number]; text: string; by: string }): string {
  switch (mode) {
    case 'snake':
      return plainName(name);
    case 'lower':
      return name.toLowerCase();
    case 'upper':
      return name.toUpperCase();
    case 'prefix':
      return text + name;
    case 'suffix':
      return name + text;
    case 'replace':
      return text === '' ? name : name.replaceAll(text, () => by);
  }
}

function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
