import { z } from 'zod';
import { defineCard } from '../card-kind.ts';
import { columnOf, isNumber, isTime } from '../columns.ts';
import { describeNumbers } from '../describe/numbers.ts';
import { describeValues } from '../describe/values.ts';
import { Columns, slot, slotField } from '../fields.ts';
import { count } from '../words.ts';
import { describeCases } from './describe.cases.ts';

const mostColumns = 200;
const columnsSlot = slot('columns', 'Columns', { takes: 'any', min: 0, max: mostColumns });

export const describe = defineCard({
  id: 'describe',
  version: 1,
  label: 'Describe columns',
  category: 'Describe',
  icon: 'chart-histogram',
  keywords: ['univariate', 'summary', 'histogram', 'quartiles', 'mean', 'distribution', 'frequency', 'entropy'],
  help: 'Each column by itself: distribution, centre, spread and shape of numbers; most frequent values of texts.',
  settings: z.object({ columns: Columns }),
  slots: [columnsSlot],
  form: [
    {
      fields: [{ ...slotField(columnsSlot, 'The columns to describe; none chosen: all.'), placeholder: 'All columns' }],
    },
  ],
  async compute({ columns: chosen }, context) {
    const names = chosen.length > 0 ? chosen : context.schema.map(({ name }) => name);
    const columns = names.slice(0, mostColumns).map((name) => columnOf(context.schema, name));
    const numbers = columns.filter((column) => isNumber(column) || isTime(column));
    const described = new Map((await describeNumbers(context, numbers)).map((section, at) => [numbers[at], section]));
    const sections = [];
    for (const column of columns) sections.push(described.get(column) ?? (await describeValues(context, column)));
    if (names.length <= mostColumns) return sections;
    const text = `The first ${count(mostColumns)} of ${count(names.length)} columns. Choose others in the settings of the card.`;
    return [{ title: '', blocks: [{ kind: 'note', tone: 'info', text }] }, ...sections];
  },
  cases: describeCases,
});
