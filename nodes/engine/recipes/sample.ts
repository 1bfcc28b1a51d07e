import { z } from 'zod';
import type { Schema } from '../../contract/schema.ts';
import type { Plan } from '../sql/plan.ts';
import { inputOf, orderOf, scanOf } from './columns.ts';
import { condition } from './formula.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneInput, oneOutput } from './roles.ts';

const Sample = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('head'), count: z.number().int().min(0).default(1000) }),
  z.object({
    kind: z.literal('rows'),
    count: z.number().int().min(0).default(1000),
    seed: z.number().int().default(1),
  }),
  z.object({
    kind: z.literal('share'),
    share: z.number().min(0).max(1).default(0.1),
    seed: z.number().int().default(1),
  }),
]);

const schema: Schema = [
  { name: 'city', type: 'string' },
  { name: 'n', type: 'int' },
];
const rows = [
  ['Rome', 3],
  ['Oslo', 1],
  ['Lima', null],
  [null, 2],
];

export const sampleRecipe = defineRecipe({
  id: 'sample',
  version: 1,
  label: 'Filter and sample',
  category: 'rows',
  icon: 'filter',
  keywords: ['filter', 'where', 'head', 'random', 'subset', 'limit'],
  help: 'Keeps the rows for which a formula is true, and of those all, the first, or a random part. The same seed always chooses the same rows.',
  settings: z.object({
    filter: z.string().default(''),
    orderBy: z.array(z.object({ column: z.string(), descending: z.boolean().default(false) })).default([]),
    sample: Sample.default({ kind: 'all' }),
  }),
  form: [
    {
      fields: [
        { key: 'filter', label: 'Keep rows where', widget: 'formula' },
        {
          key: 'sample.kind',
          label: 'Of those',
          widget: 'choice',
          choices: [
            { value: 'all', label: 'All rows' },
            { value: 'head', label: 'The first rows' },
            { value: 'rows', label: 'Random rows' },
            { value: 'share', label: 'A random share' },
          ],
        },
        {
          key: 'sample.count',
          label: 'Rows',
          widget: 'number',
          showWhen: { key: 'sample.kind', in: ['head', 'rows'] },
        },
        {
          key: 'sample.share',
          label: 'Share (0 to 1)',
          widget: 'number',
          showWhen: { key: 'sample.kind', in: ['share'] },
        },
        {
          key: 'sample.seed',
          label: 'Seed',
          widget: 'number',
          showWhen: { key: 'sample.kind', in: ['rows', 'share'] },
        },
        {
          key: 'orderBy',
          label: 'In order of',
          widget: 'list',
          items: [
            { key: 'column', label: 'Column', widget: 'column' },
            { key: 'descending', label: 'Descending', widget: 'switch' },
          ],
        },
      ],
    },
  ],
  inputs: oneInput,
  outputs: oneOutput,
  plan(settings, context) {
    const input = inputOf(context);
    let plan: Plan = scanOf(input);
    if (settings.filter.trim())
      plan = {
        op: 'filter',
        input: plan,
        where: condition(settings.filter, input.schema, { where: 'Filter', path: 'filter' }),
      };
    const by = orderOf(input, settings.orderBy, 'orderBy');
    const { sample } = settings;
    if (sample.kind === 'rows')
      plan = { op: 'sample', input: plan, method: { kind: 'rows', count: sample.count, seed: sample.seed } };
    if (sample.kind === 'share')
      plan = { op: 'sample', input: plan, method: { kind: 'share', share: sample.share, seed: sample.seed } };
    if (by.length > 0) plan = { op: 'sort', input: plan, by };
    if (sample.kind === 'head') plan = { op: 'limit', input: plan, count: sample.count };
    return { output: [plan] };
  },
  cases: [
    {
      title: 'keeps rows for which the formula is true; unknown is not true',
      settings: { filter: 'n > 1' },
      inputs: { input: [{ schema, rows }] },
      expect: {
        rows: [
          [
            ['Rome', 3],
            [null, 2],
          ],
        ],
      },
    },
    {
      title: 'the first rows of an order, empty values last',
      settings: { orderBy: [{ column: 'n', descending: true }], sample: { kind: 'head', count: 2 } },
      inputs: { input: [{ schema, rows }] },
      expect: {
        rows: [
          [
            ['Rome', 3],
            [null, 2],
          ],
        ],
      },
    },
    {
      title: 'as many random rows as asked, all if there are fewer',
      settings: { sample: { kind: 'rows', count: 10 } },
      inputs: { input: [{ schema, rows }] },
      expect: { rows: [rows] },
    },
    {
      title: 'a share of nothing is nothing',
      settings: { sample: { kind: 'share', share: 0 } },
      inputs: { input: [{ schema, rows }] },
      expect: { rows: [[]] },
    },
    {
      title: 'a formula that is no condition is refused',
      settings: { filter: 'n + 1' },
      inputs: { input: [{ schema, rows }] },
      expect: { error: 'RECIPE_FORMULA' },
    },
  ],
});
