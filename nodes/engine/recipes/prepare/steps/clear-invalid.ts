import { z } from 'zod';
import { tellingMeanings } from '../../../../contract/meanings.ts';
import { type ColumnMeaning, Meaning, OwnMeaningId } from '../../../../contract/schema.ts';
import { call, castTo, choose, empty, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { definitionField, isValidFor } from '../own-meanings.ts';
import { columnNames, columnsOf, defineStep } from '../step-kind.ts';
import type { StepRelation } from '../step-relation.ts';

const kinds = [
  'number',
  'integer',
  'date',
  'timestamp',
  'email',
  'latitude',
  'longitude',
  'us-state',
  'range',
] as const;
type Kind = (typeof kinds)[number];
const isKind = (meaning: Kind | ColumnMeaning): meaning is Kind => kinds.some((kind) => kind === meaning);

/** Meanings that are valid here as everywhere else. */
const otherMeanings = tellingMeanings.filter(({ value }) => !kinds.some((kind) => kind === value));

/** Kinds that are meanings too, which elsewhere take more for valid: names of states, days in any order, 3.0 as whole. */
const alsoMeanings = ['integer', 'date', 'email', 'latitude', 'longitude', 'us-state'] as const;
const isMeaning = (kind: Kind | ColumnMeaning): kind is ColumnMeaning =>
  !isKind(kind) || alsoMeanings.some((meaning) => meaning === kind);

export const clearInvalid = defineStep({
  id: 'clear-invalid',
  label: 'Clear invalid cells',
  category: 'clean',
  icon: 'eraser',
  keywords: ['valid', 'meaning', 'null'],
  help: 'Empties the cells that are not valid for what the column should mean.',
  settings: z.object({
    columns: columnNames,
    meaning: z.union([z.enum(kinds), Meaning, OwnMeaningId]).default('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Absent in steps from before there was a choice: their own tests hold. */
    asMeaning: z.boolean().optional(),
    ...definitionField,
  }),
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns', widget: 'columns' },
        {
          key: 'meaning',
          label: 'Valid is',
          widget: 'meaning',
          help: 'The project’s own meanings are followed: when one changes, so do the cells.',
          choices: [
            { value: 'number', label: 'A number' },
            { value: 'integer', label: 'A whole number' },
            { value: 'date', label: 'A date (2024-02-03)' },
            { value: 'timestamp', label: 'A timestamp' },
            { value: 'email', label: 'An e-mail address' },
            { value: 'latitude', label: 'A latitude' },
            { value: 'longitude', label: 'A longitude' },
            { value: 'us-state', label: 'A US state (two letters)' },
            { value: 'range', label: 'A number in a range' },
            ...otherMeanings,
          ],
        },
        {
          key: 'asMeaning',
          label: 'Valid as the meaning of columns',
          widget: 'switch',
          help: 'On: what the grid and quality rules count as valid stays, such as New York beside NY. Off: only what is said above.',
          showWhen: { key: 'meaning', in: [...alsoMeanings] },
        },
        { key: 'min', label: 'From', widget: 'number', showWhen: { key: 'meaning', in: ['range'] } },
        { key: 'max', label: 'To', widget: 'number', showWhen: { key: 'meaning', in: ['range'] } },
      ],
    },
  ],
  apply: (settings, relation) =>
    relation.mapped(settings.columns, (name) => {
      const column = relation.column(name);
      const { meaning, definition, asMeaning, ...range } = settings;
      const isFollowed = isMeaning(meaning) && (asMeaning || !isKind(meaning));
      const valid =
        isFollowed || !isKind(meaning)
          ? isValidFor(name, { meaning, definition }, relation)
          : isValid(name, { ...range, meaning }, relation);
      return choose([{ if: valid, then: column }], empty());
    }),
  cases: [
    {
      title: 'text that is no number',
      settings: { columns: ['a'], meaning: 'number' },
      schema: columnsOf('a:string'),
      rows: [['1.5'], ['x'], [''], [null]],
      expect: { schema: columnsOf('a:string'), rows: [['1.5'], [null], [null], [null]] },
    },
    {
      title: 'whole numbers only',
      settings: { columns: ['a'], meaning: 'integer' },
      schema: columnsOf('a:string'),
      rows: [['15'], ['-3'], ['1.5']],
      expect: { schema: columnsOf('a:string'), rows: [['15'], ['-3'], [null]] },
    },
    {
      title: 'latitudes outside of -90 … 90',
      settings: { columns: ['lat'], meaning: 'latitude' },
      schema: columnsOf('lat:double'),
      rows: [[40.5], [123], ['NaN'], [null]],
      expect: { schema: columnsOf('lat:double'), rows: [[40.5], [null], [null], [null]] },
    },
    {
      title: 'states and addresses',
      settings: { columns: ['s'], meaning: 'us-state' },
      schema: columnsOf('s:string'),
      rows: [['NY'], ['ny'], ['ZZ']],
      expect: { schema: columnsOf('s:string'), rows: [['NY'], [null], [null]] },
    },
    {
      title: 'e-mail addresses',
      settings: { columns: ['s'], meaning: 'email' },
      schema: columnsOf('s:string'),
      rows: [['a.b@example.org'], ['a b@example.org'], ['nobody']],
      expect: { schema: columnsOf('s:string'), rows: [['a.b@example.org'], [null], [null]] },
    },
    {
      title: 'a built-in list, in any case and with white space',
      settings: { columns: ['s'], meaning: 'country' },
      schema: columnsOf('s:string'),
      rows: [['DE'], [' italy '], ['Atlantis'], [null]],
      expect: { schema: columnsOf('s:string'), rows: [['DE'], [' italy '], [null], [null]] },
    },
    {
      title: 'states as the meaning of columns has them: in any case, or by name',
      settings: { columns: ['s'], meaning: 'us-state', asMeaning: true },
      schema: columnsOf('s:string'),
      rows: [['NY'], [' ny'], ['new york'], ['ZZ'], [null]],
      expect: { schema: columnsOf('s:string'), rows: [['NY'], [' ny'], ['new york'], [null], [null]] },
    },
    {
      title: 'whole numbers as the meaning of columns has them',
      settings: { columns: ['a'], meaning: 'integer', asMeaning: true },
      schema: columnsOf('a:double'),
      rows: [[15], [-3], [1.5]],
      expect: { schema: columnsOf('a:double'), rows: [[15], [-3], [null]] },
    },
    {
      title: 'a pattern of the project',
      settings: {
        columns: ['s'],
        meaning: 'own:part',
        definition: { kind: 'pattern', pattern: '[A-Z]{2}-\\d+', caseSensitive: true },
      },
      schema: columnsOf('s:string'),
      rows: [['AB-1'], ['ab-1'], ['AB-1x'], [null]],
      expect: { schema: columnsOf('s:string'), rows: [['AB-1'], [null], [null], [null]] },
    },
    {
      title: 'a meaning that the project does not have',
      settings: { columns: ['s'], meaning: 'own:gone' },
      schema: columnsOf('s:string'),
      rows: [['x']],
      expect: { error: 'PREPARE_SETTINGS' },
    },
  ],
});

const STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  );

const EMAIL = '^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]+$';

function isValid(
  name: string,
  settings: { meaning: Kind; min?: number; max?: number },
  relation: StepRelation,
): TypedExpr {
  switch (settings.meaning) {
    case 'number':
      return call('is_not_null', asNumber(name, relation));
    case 'integer':
      return call('regex_match', castTo(relation.column(name), 'string'), literal('^\\s*[+-]?[0-9]+\\s*$'));
    case 'date':
    case 'timestamp':
      return call('is_not_null', castTo(relation.column(name), settings.meaning));
    case 'email':
      return call('regex_match', relation.text(name), literal(EMAIL));
    case 'us-state':
      return call('in', relation.text(name), ...STATES.map((state) => literal(state)));
    case 'latitude':
      return inRange(asNumber(name, relation), -90, 90);
    case 'longitude':
      return inRange(asNumber(name, relation), -180, 180);
    case 'range':
      return inRange(asNumber(name, relation), settings.min, settings.max);
  }
}

function asNumber(name: string, relation: StepRelation): TypedExpr {
  return castTo(relation.column(name), 'double');
}

function inRange(value: TypedExpr, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): TypedExpr {
  return call('between', value, literal(min, 'double'), literal(max, 'double'));
}
