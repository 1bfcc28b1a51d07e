import { z } from 'zod';
import type { DataType, Schema } from '../../contract/schema.ts';
import { call, column, literal } from '../expr/build.ts';
import type { TypedExpr } from '../expr/functions/function-kind.ts';
import type { Expr } from '../sql/expr-tree.ts';
import type { Plan } from '../sql/plan.ts';
import { inputOf, requireColumn, scanOf } from './columns.ts';
import { condition } from './formula.ts';
import { type DatasetInput, defineRecipe } from './recipe-kind.ts';
import { oneInput, someOutputs } from './roles.ts';

const Method = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('share'),
    /** One an output; the last output takes the rest when they are one fewer. */
    shares: z.array(z.number().min(0).max(1)).default([0.8]),
    seed: z.number().int().default(1),
    /** Rows with equal values here stay together; empty: each row for itself, equal rows together. */
    keys: z.array(z.string()).default([]),
  }),
  /** A row goes to the first output whose condition is true, else to the output after the last condition. */
  z.object({ kind: z.literal('formula'), conditions: z.array(z.string().min(1)).default([]) }),
  z.object({ kind: z.literal('values'), column: z.string(), values: z.array(z.array(z.string())).default([]) }),
]);

const schema: Schema = [
  { name: 'city', type: 'string' },
  { name: 'n', type: 'int' },
];
const rows = [
  ['Rome', 1],
  ['Oslo', 2],
  [null, 3],
];

function sharePlans(
  input: DatasetInput,
  method: Extract<z.output<typeof Method>, { kind: 'share' }>,
  count: number,
): Plan[] {
  for (const [index, name] of method.keys.entries())
    requireColumn(input, name, { where: 'Keep together', path: `method.keys.${index}` });
  let from = 0;
  return Array.from({ length: count }, (_, index) => {
    const isRest = index === count - 1 && method.shares.length < count;
    const to = isRest ? 1 : Math.min(1, from + (method.shares[index] ?? 0));
    const slice: Plan = {
      op: 'sample',
      input: scanOf(input),
      method: { kind: 'slice', from, to, seed: method.seed, keys: method.keys },
    };
    from = to;
    return slice;
  });
}

/** True and nothing else: unknown counts as not. */
const holds = (expr: Expr): TypedExpr => call('coalesce', { expr, type: 'boolean' }, literal(false));

function conditionPlans(input: DatasetInput, conditions: readonly Expr[], count: number): Plan[] {
  return Array.from({ length: count }, (_, index) => {
    const before = conditions.slice(0, index).map((expr) => call('not', holds(expr)));
    const own = conditions[index];
    const parts = own ? [...before, holds(own)] : before;
    if (index > conditions.length) parts.push(literal(false));
    const where = parts.reduce<TypedExpr | undefined>((all, part) => (all ? call('and', all, part) : part), undefined);
    return where ? { op: 'filter', input: scanOf(input), where: where.expr } : scanOf(input);
  });
}

function valueCondition(name: string, type: DataType, values: readonly string[]): Expr {
  const text = type === 'string' ? column(name, type) : call('to_text', column(name, type));
  return values
    .map((value) => call('eq', text, literal(value)))
    .reduce((all, part) => call('or', all, part), literal(false)).expr;
}

export const splitRecipe = defineRecipe({
  id: 'split',
  version: 1,
  label: 'Split',
  category: 'rows',
  icon: 'arrows-split',
  keywords: ['divide', 'train', 'test', 'random', 'route', 'branch'],
  help: 'Sends each row to one of several outputs: at random in given shares, by conditions, or by the values of a column.',
  settings: z.object({ method: Method.default({ kind: 'share', shares: [0.8], seed: 1, keys: [] }) }),
  form: [
    {
      fields: [
        {
          key: 'method.kind',
          label: 'By',
          widget: 'choice',
          choices: [
            { value: 'share', label: 'Random shares' },
            { value: 'formula', label: 'Conditions' },
            { value: 'values', label: 'Values of a column' },
          ],
        },
        {
          key: 'method.shares',
          label: 'Shares (0 to 1), one an output',
          widget: 'json',
          showWhen: { key: 'method.kind', in: ['share'] },
        },
        { key: 'method.seed', label: 'Seed', widget: 'number', showWhen: { key: 'method.kind', in: ['share'] } },
        {
          key: 'method.keys',
          label: 'Keep together',
          widget: 'columns',
          showWhen: { key: 'method.kind', in: ['share'] },
        },
        {
          key: 'method.conditions',
          label: 'Conditions, one an output',
          widget: 'strings',
          showWhen: { key: 'method.kind', in: ['formula'] },
        },
        { key: 'method.column', label: 'Column', widget: 'column', showWhen: { key: 'method.kind', in: ['values'] } },
        {
          key: 'method.values',
          label: 'Values, a list an output',
          widget: 'json',
          showWhen: { key: 'method.kind', in: ['values'] },
        },
      ],
    },
  ],
  editor: 'split',
  inputs: oneInput,
  outputs: someOutputs,
  plan({ method }, context) {
    const input = inputOf(context);
    const count = context.outputs.output?.length ?? 1;
    if (method.kind === 'share') return { output: sharePlans(input, method, count) };
    if (method.kind === 'formula') {
      const conditions = method.conditions.map((text, index) =>
        condition(text, input.schema, { where: `Condition ${index + 1}`, path: `method.conditions.${index}` }),
      );
      return { output: conditionPlans(input, conditions, count) };
    }
    const found = requireColumn(input, method.column, { where: 'Values of', path: 'method.column' });
    const conditions = method.values.map((values) => valueCondition(found.name, found.type, values));
    return { output: conditionPlans(input, conditions, count) };
  },
  cases: [
    {
      title: 'by conditions; what none takes goes to the last output',
      settings: { method: { kind: 'formula', conditions: ["city = 'Rome'", 'n < 3'] } },
      inputs: { input: [{ schema, rows }] },
      outputs: 3,
      expect: { rows: [[['Rome', 1]], [['Oslo', 2]], [[null, 3]]] },
    },
    {
      title: 'by values of a column, numbers as text',
      settings: { method: { kind: 'values', column: 'n', values: [['2', '3']] } },
      inputs: { input: [{ schema, rows }] },
      outputs: 2,
      expect: {
        rows: [
          [
            ['Oslo', 2],
            [null, 3],
          ],
          [['Rome', 1]],
        ],
      },
    },
    {
      title: 'a share of one takes everything',
      settings: { method: { kind: 'share', shares: [1] } },
      inputs: { input: [{ schema, rows }] },
      outputs: 2,
      expect: { rows: [rows, []] },
    },
    {
      title: 'an unknown column is refused',
      settings: { method: { kind: 'values', column: 'm', values: [] } },
      inputs: { input: [{ schema, rows }] },
      expect: { error: 'RECIPE_COLUMN_UNKNOWN' },
    },
  ],
});
