import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import type { TypedExpr } from '../../../expr/functions/function-kind.ts';
import { columnName, columnsOf, defineStep, outputName } from '../step-kind.ts';

const APPLY = {
  ln: (x: TypedExpr) => call('ln', x),
  ln1p: (x: TypedExpr) => call('ln', call('add', x, literal(1))),
  sqrt: (x: TypedExpr) => call('sqrt', x),
  square: (x: TypedExpr) => call('pow', x, literal(2)),
  abs: (x: TypedExpr) => call('abs', x),
  negate: (x: TypedExpr) => call('neg', x),
  scale: (x: TypedExpr) => x,
} as const;

type Operation = keyof typeof APPLY;
const operations = Object.keys(APPLY) as [Operation, ...Operation[]];

export const transformNumber = defineStep({
  id: 'transform-number',
  label: 'Transform number',
  category: 'numbers',
  icon: 'wave-sine',
  keywords: ['log', 'root', 'square', 'absolute', 'scale', 'unit'],
  help: 'Applies a function to a number: logarithm, root, square, absolute value, or multiplication and addition of constants.',
  settings: z.object({
    column: columnName,
    operation: z.enum(operations).default('ln1p'),
    factor: z.number().default(1),
    offset: z.number().default(0),
    name: outputName,
  }),
  form: [
    {
      fields: [
        { key: 'column', label: 'Column', widget: 'column', types: ['int', 'bigint', 'double', 'decimal'] },
        {
          key: 'operation',
          label: 'Function',
          widget: 'choice',
          choices: [
            { value: 'ln1p', label: 'ln(1 + x)' },
            { value: 'ln', label: 'ln(x)' },
            { value: 'sqrt', label: 'Square root' },
            { value: 'square', label: 'Square' },
            { value: 'abs', label: 'Absolute value' },
            { value: 'negate', label: 'Other sign' },
            { value: 'scale', label: 'x times a factor plus an offset' },
          ],
        },
        { key: 'factor', label: 'Factor', widget: 'number', showWhen: { key: 'operation', in: ['scale'] } },
        { key: 'offset', label: 'Offset', widget: 'number', showWhen: { key: 'operation', in: ['scale'] } },
        { key: 'name', label: 'New column', widget: 'text', help: 'Leave empty to replace the number.' },
      ],
    },
  ],
  apply: ({ column, operation, factor, offset, name }, relation) => {
    const value = relation.number(column);
    if (operation !== 'scale') return relation.placed(name, APPLY[operation](value), column);
    const scaled = call('add', call('mul', value, literal(factor, 'double')), literal(offset, 'double'));
    return relation.placed(name, scaled, column);
  },
  cases: [
    {
      title: 'the logarithm of numbers up from zero',
      settings: { column: 'a', operation: 'ln1p', name: 'log' },
      schema: columnsOf('a:double'),
      rows: [[0], [-2], [null]],
      expect: {
        schema: columnsOf('a:double, log:double'),
        rows: [
          [0, 0],
          [-2, null],
          [null, null],
        ],
      },
    },
    {
      title: 'factor and offset in place',
      settings: { column: 'f', operation: 'scale', factor: 0.5, offset: -16 },
      schema: columnsOf('f:int'),
      rows: [[32]],
      expect: { schema: columnsOf('f:double'), rows: [[0]] },
    },
  ],
});
