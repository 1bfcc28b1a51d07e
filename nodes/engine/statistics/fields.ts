import { z } from 'zod';
import type { FormField } from '../../contract/catalog.ts';
import { type DataType, dataTypes, numericTypes, temporalTypes } from '../../contract/schema.ts';
import type { StatisticsSlot } from '../../contract/statistics.ts';

/** Fields and slots that several cards share: the same words and the same limits. */

const types: Record<StatisticsSlot['takes'], readonly DataType[]> = {
  number: numericTypes,
  'number-or-time': [...numericTypes, ...temporalTypes],
  category: dataTypes.filter((type) => !['array', 'object', 'geopoint'].includes(type)),
  'two-values': dataTypes.filter((type) => !['array', 'object', 'geopoint'].includes(type)),
  any: dataTypes,
};

/** The form field of a slot. */
export const slotField = (slot: StatisticsSlot, help: string): FormField => ({
  key: slot.key,
  label: slot.label,
  help,
  widget: slot.max > 1 ? 'columns' : 'column',
  types: types[slot.takes],
  ...(slot.max > 1 && { max: slot.max }),
});

const slot = (key: string, label: string, rest: Partial<StatisticsSlot> = {}): StatisticsSlot => ({
  ...{ key, label, takes: 'number', min: 1, max: 1 },
  ...rest,
});

/** Most columns of one card of tests. */
const mostTests = 50;

export const testedSlot = slot('columns', 'Columns', { max: mostTests });
export const groupSlot = slot('group', 'Groups', { takes: 'category', word: 'by' });
export const twoGroupsSlot = slot('group', 'Groups', { takes: 'two-values', word: 'by' });
export { slot };

export const Columns = z.array(z.string()).default([]);
export const ColumnName = z.string().default('');

export const testedField = slotField(
  testedSlot,
  'The numbers to test, one test each. Several tests are adjusted for one another by Holm’s method.',
);

/** Two of the values of the grouping column. */
export const Groups = z.array(z.string()).max(2).default([]);
export const groupsField: FormField = {
  key: 'groups',
  label: 'Compare',
  help: 'Which two values to compare. Only needed when the column has more than two.',
  widget: 'strings',
  valuesOf: 'group',
  max: 2,
  placeholder: 'Both values',
};

export const Alternative = z.enum(['two-sided', 'greater', 'less']).default('two-sided');
export type Alternative = z.infer<typeof Alternative>;

export const alternativeField = (greater: string, less: string): FormField => ({
  key: 'alternative',
  label: 'Claim',
  help: 'What the test should find evidence for. Choose a direction only when it was fixed before looking at the data.',
  widget: 'choice',
  choices: [
    { value: 'two-sided', label: 'They differ' },
    { value: 'greater', label: greater },
    { value: 'less', label: less },
  ],
});
