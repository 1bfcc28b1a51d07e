import { z } from 'zod';
import type { Schema } from '../../../contract/schema.ts';
import { inputOf, scanOf } from '../columns.ts';
import { defineRecipe } from '../recipe-kind.ts';
import { oneInput, oneOutput } from '../roles.ts';
import { compileSteps } from './compile-steps.ts';
import { followMeanings } from './own-meanings.ts';
import { lineageOfSteps } from './step-lineage.ts';

/** Comments and groups are for the reader: they are left out here, so that a change of theirs makes nothing stale. */
const Step = z
  .object({
    id: z.string(),
    kind: z.string(),
    settings: z.record(z.string(), z.unknown()).default({}),
    disabled: z.boolean().optional(),
    comment: z.string().optional(),
    /** Name of the group; neighbours of one name are shown together. */
    group: z.string().optional(),
  })
  .transform(({ comment: _, group: __, ...step }) => step);

const settingsSchema = z.object({ steps: z.array(Step).default([]) });

const schema: Schema = [
  { name: 'name', type: 'string' },
  { name: 'amount', type: 'double' },
];

export const prepareRecipe = defineRecipe({
  id: 'prepare',
  version: 1,
  label: 'Prepare',
  category: 'prepare',
  icon: 'wand',
  keywords: ['clean', 'steps', 'formula', 'rename', 'parse', 'derive', 'columns', 'features'],
  help: 'A list of steps, one after another, that clean, convert and derive columns and filter rows. The same steps run on whole datasets and on single records of an API service.',
  settings: settingsSchema,
  form: [{ fields: [{ key: 'steps', label: 'Steps', widget: 'json' }] }],
  editor: 'prepare',
  inputs: oneInput,
  outputs: oneOutput,
  follow({ steps }, { meanings }) {
    const followed = followMeanings(steps, meanings);
    return { settings: { steps: followed.steps }, meanings: followed.used };
  },
  check(settings, context) {
    const input = inputOf(context);
    return compileSteps(settings.steps, scanOf(input), input.schema).problems;
  },
  plan(settings, context) {
    const input = inputOf(context);
    return { output: [compileSteps(settings.steps, scanOf(input), input.schema).plan] };
  },
  lineage(settings, context) {
    const input = inputOf(context);
    return { output: [lineageOfSteps(settings.steps, scanOf(input), input.schema)] };
  },
  cases: [
    {
      title: 'no step leaves the rows as they are',
      settings: {},
      inputs: { input: [{ schema, rows: [['x', 1]] }] },
      expect: { rows: [[['x', 1]]] },
    },
    {
      title: 'steps run in order, disabled ones do not',
      settings: {
        steps: [
          { id: 'a', kind: 'formula', settings: { column: 'double', formula: 'amount * 2' } },
          { id: 'b', kind: 'filter-formula', settings: { formula: 'double > 3' } },
          { id: 'c', kind: 'delete-columns', settings: { columns: ['name'] }, disabled: true },
        ],
      },
      inputs: {
        input: [
          {
            schema,
            rows: [
              ['x', 1],
              ['y', 2],
            ],
          },
        ],
      },
      expect: { rows: [[['y', 2, 4]]] },
    },
    {
      title: 'comments and groups change nothing',
      settings: {
        steps: [{ id: 'a', kind: 'round', settings: { columns: ['amount'] }, comment: 'whole', group: 'Money' }],
      },
      inputs: { input: [{ schema, rows: [['x', 1.4]] }] },
      expect: { rows: [[['x', 1]]] },
    },
    {
      title: 'an unknown step is named',
      settings: { steps: [{ id: 'a', kind: 'formulla', settings: {} }] },
      inputs: { input: [{ schema, rows: [] }] },
      expect: { error: 'PREPARE_STEP_UNKNOWN' },
    },
  ],
});
