import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep, outputName } from '../step-kind.ts';

/** Digits with signs of thousands between them, and a decimal sign. */
const PATTERNS = {
  point: { pattern: "[-+]?[0-9][0-9,' _]*(?:\\.[0-9]+)?", thousands: "[,' _]" },
  comma: { pattern: "[-+]?[0-9][0-9.' _]*(?:,[0-9]+)?", thousands: "[.' _]" },
} as const;

export const extractNumber = defineStep({
  id: 'extract-number',
  label: 'Extract number',
  category: 'split',
  icon: 'number',
  keywords: ['currency', 'price', 'amount', 'units', 'thousands', 'decimal comma', 'parse'],
  help: 'Takes the first number out of a text, without currency, unit and signs of thousands: 1,234.50 € becomes 1234.5. Empty where there is none.',
  settings: z.object({
    column: columnName,
    decimal: z.enum(['point', 'comma']).default('point'),
    name: outputName,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['string'] },
        {
          key: 'decimal',
          label: 'Decimal sign',
          widget: 'choice',
          choices: [
            { value: 'point', label: 'Point: 1,234.50' },
            { value: 'comma', label: 'Comma: 1.234,50' },
          ],
          help: 'The other sign and blanks are taken for signs of thousands.',
        },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the text.' },
      ],
    },
  ],
  apply: ({ column, decimal, name }, relation) => {
    const { pattern, thousands } = PATTERNS[decimal];
    const found = call('regex_extract', relation.text(column), literal(pattern), literal(0));
    const plain = call('regex_replace', found, literal(thousands), literal(''));
    const pointed = decimal === 'comma' ? call('replace', plain, literal(','), literal('.')) : plain;
    return relation.placed(name, call('to_number', pointed), column);
  },
  cases: [
    {
      title: 'currencies, units and signs of thousands',
      settings: { column: 'price', name: 'n' },
      schema: columnsOf('price:string'),
      rows: [['€ 1,234.50'], ['-7 kg'], ["1'000'000"], ['none'], [null]],
      expect: {
        schema: columnsOf('price:string, n:double'),
        rows: [
          ['€ 1,234.50', 1234.5],
          ['-7 kg', -7],
          ["1'000'000", 1000000],
          ['none', null],
          [null, null],
        ],
      },
    },
    {
      title: 'decimal commas, in place',
      settings: { column: 'price', decimal: 'comma' },
      schema: columnsOf('price:string'),
      rows: [['1.234,50 kr'], ['ca. 3,5']],
      expect: { schema: columnsOf('price:double'), rows: [[1234.5], [3.5]] },
    },
    {
      title: 'a number has no text to search',
      settings: { column: 'n' },
      schema: columnsOf('n:int'),
      rows: [],
      expect: { error: 'PREPARE_TYPE' },
    },
  ],
});
