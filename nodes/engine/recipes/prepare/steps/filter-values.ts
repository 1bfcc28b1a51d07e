import { z } from 'zod';
import { call, empty, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';
import { literalOfType } from '../typed-literal.ts';
import { actionField, rowsWhere } from './row-action.ts';

export const filterValues = defineStep({
  id: 'filter-values',
  label: 'Filter rows by value',
  category: 'rows',
  icon: 'filter',
  keywords: ['keep', 'remove', 'equals', 'contains'],
  help: 'Keeps or removes the rows whose value is one of a list, contains a text, or lies in a range.',
  settings: z.object({
    column: columnName,
    match: z.enum(['values', 'contains', 'range']).default('values'),
    values: z.array(z.string()).default([]),
    from: z.string().default(''),
    to: z.string().default(''),
    action: z.enum(['keep', 'remove']).default('keep'),
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column' },
        {
          key: 'match',
          label: 'Match',
          widget: 'choice',
          choices: [
            { value: 'values', label: 'One of these values' },
            { value: 'contains', label: 'Contains one of these texts' },
            { value: 'range', label: 'In a range' },
          ],
        },
        { key: 'values', label: 'Values', widget: 'strings', showWhen: { key: 'match', in: ['values', 'contains'] } },
        { key: 'from', label: 'From (included)', widget: 'text', showWhen: { key: 'match', in: ['range'] } },
        { key: 'to', label: 'To (included)', widget: 'text', showWhen: { key: 'match', in: ['range'] } },
        actionField,
      ],
    },
  ],
  apply: (settings, relation) => {
    const column = relation.column(settings.column);
    const read = (text: string) => literalOfType(text, column.type, relation);
    if (settings.match === 'range') {
      const bounds: TypedExpr[] = [];
      if (settings.from !== '') bounds.push(call('ge', column, read(settings.from)));
      if (settings.to !== '') bounds.push(call('le', column, read(settings.to)));
      if (bounds.length === 0) throw relation.problem('give at least one bound');
      return rowsWhere(
        bounds.reduce((a, b) => call('and', a, b)),
        settings.action,
      );
    }
    if (settings.values.length === 0) throw relation.problem('give at least one value');
    if (settings.match === 'values')
      return rowsWhere(call('in', column, ...settings.values.map(read)), settings.action);
    const text = relation.text(settings.column);
    const tests = settings.values.map((value) => call('contains', text, literal(value)));
    return rowsWhere(
      tests.reduce((a, b) => call('or', a, b), empty('boolean')),
      settings.action,
    );
  },
  cases: [
    {
      title: 'rows with listed values are kept',
      settings: { column: 's', values: ['a', 'b'] },
      schema: columnsOf('s:string'),
      rows: [['a'], ['c'], [null]],
      expect: { schema: columnsOf('s:string'), rows: [['a']] },
    },
    {
      title: 'empty cells stay when values are removed',
      settings: { column: 'n', values: ['1'], action: 'remove' },
      schema: columnsOf('n:int'),
      rows: [[1], [2], [null]],
      expect: { schema: columnsOf('n:int'), rows: [[2], [null]] },
    },
    {
      title: 'a range of timestamps',
      settings: { column: 'at', match: 'range', from: '2024-01-01', to: '2024-01-31 23:59:59' },
      schema: columnsOf('at:timestamp'),
      rows: [['2024-01-15T00:00:00'], ['2024-02-01T00:00:00']],
      expect: { schema: columnsOf('at:timestamp'), rows: [['2024-01-15T00:00:00']] },
    },
    {
      title: 'part of a text',
      settings: { column: 's', match: 'contains', values: ['net', 'pos'] },
      schema: columnsOf('s:string'),
      rows: [['misc_net'], ['misc'], [null]],
      expect: { schema: columnsOf('s:string'), rows: [['misc_net']] },
    },
    {
      title: 'a range needs a bound',
      settings: { column: 's', match: 'range' },
      schema: columnsOf('s:string'),
      rows: [],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});
