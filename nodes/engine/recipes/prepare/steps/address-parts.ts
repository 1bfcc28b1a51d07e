import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

const URL_PARTS = {
  scheme: '^([A-Za-z][A-Za-z0-9+.-]*)://',
  host: '^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#@]*@)?([^/?#:@]+)',
  path: '^(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*(/[^?#]*)',
  query: '\\?([^#]*)',
} as const;
const parts = ['scheme', 'host', 'path', 'query'] as const;

export const urlParts = defineStep({
  id: 'url-parts',
  label: 'Split web address',
  category: 'split',
  icon: 'world',
  keywords: ['url', 'host', 'domain', 'path', 'query string', 'link'],
  help: 'Adds columns with the parts of a web address: scheme, host, path and query. A part that is not there is empty.',
  settings: z.object({
    column: columnName,
    parts: z.array(z.enum(parts)).min(1, 'choose at least one part').default(['host', 'path']),
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        {
          key: 'parts',
          label: 'Parts',
          widget: 'strings',
          choices: parts.map((part) => ({ value: part, label: part })),
          help: 'Each becomes a column named after the address and the part.',
        },
      ],
    },
  ],
  apply: ({ column, parts: chosen }, relation) => {
    const text = relation.text(column);
    const added = chosen.map((part) => ({
      name: `${column}_${part}`,
      value: call('regex_extract', text, literal(URL_PARTS[part]), literal(1)),
    }));
    return relation.added(added, column);
  },
  cases: [
    {
      title: 'host, path and query',
      settings: { column: 'url', parts: ['scheme', 'host', 'path', 'query'] },
      schema: columnsOf('url:string'),
      rows: [['https://shop.example.com:8080/a/b?id=7#top'], ['example.com/x'], [null]],
      expect: {
        schema: columnsOf('url:string, url_scheme:string, url_host:string, url_path:string, url_query:string'),
        rows: [
          ['https://shop.example.com:8080/a/b?id=7#top', 'https', 'shop.example.com', '/a/b', 'id=7'],
          ['example.com/x', null, 'example.com', '/x', null],
          [null, null, null, null, null],
        ],
      },
    },
    {
      title: 'a part must be chosen',
      settings: { column: 'url', parts: [] },
      schema: columnsOf('url:string'),
      rows: [],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});

export const emailParts = defineStep({
  id: 'email-parts',
  label: 'Split e-mail address',
  category: 'split',
  icon: 'message',
  keywords: ['email', 'domain', 'user', 'mailbox'],
  help: 'Adds the name before the @ of an e-mail address and the domain after it, in small letters. Empty where the text is no address.',
  settings: z.object({ column: columnName }),
  form: [{ fields: [{ key: 'column', label: 'Column', widget: 'column', types: ['string'] }] }],
  apply: ({ column }, relation) => {
    const text = relation.text(column);
    const part = (group: number) =>
      call('regex_extract', text, literal('^\\s*([^@\\s]+)@([^@\\s]+\\.[^@\\s]+)\\s*$'), literal(group));
    return relation.added(
      [
        { name: `${column}_name`, value: part(1) },
        { name: `${column}_domain`, value: call('lower', part(2)) },
      ],
      column,
    );
  },
  cases: [
    {
      title: 'name and domain',
      settings: { column: 'mail' },
      schema: columnsOf('mail:string'),
      rows: [['Ada.L@Example.ORG'], ['nobody'], [null]],
      expect: {
        schema: columnsOf('mail:string, mail_name:string, mail_domain:string'),
        rows: [
          ['Ada.L@Example.ORG', 'Ada.L', 'example.org'],
          ['nobody', null, null],
          [null, null, null],
        ],
      },
    },
    {
      title: 'an unknown column is named with the nearest',
      settings: { column: 'mial' },
      schema: columnsOf('mail:string'),
      rows: [],
      expect: { error: 'PREPARE_COLUMN_UNKNOWN' },
    },
  ],
});
