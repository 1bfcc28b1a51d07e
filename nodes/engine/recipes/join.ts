import type { Role } from '../../contract/catalog.ts';
import { joinCases } from './join-cases.ts';
import { compares, joinKinds, joinSettings, planJoin, unmatchedRoles } from './join-plan.ts';
import { defineRecipe } from './recipe-kind.ts';
import { oneOutput, someInputs } from './roles.ts';

const outputs: readonly Role[] = [
  ...oneOutput,
  { id: unmatchedRoles.left, label: 'Left rows without a match', accepts: 'dataset', min: 0, max: 1 },
  { id: unmatchedRoles.right, label: 'Right rows without a match', accepts: 'dataset', min: 0, max: 1 },
];

export const joinRecipe = defineRecipe({
  id: 'join',
  version: 1,
  label: 'Join',
  category: 'combine',
  icon: 'arrows-join',
  keywords: ['merge', 'lookup', 'vlookup', 'match', 'enrich', 'anti', 'cross', 'as-of'],
  help: 'Brings the columns of two or more datasets together where their keys match. As-of joins take the latest earlier row, anti joins keep what has no match. Rows without a match can go to outputs of their own.',
  settings: joinSettings,
  form: [
    {
      fields: [
        { key: 'columns', label: 'Columns of the first input (empty: all)', widget: 'columns' },
        {
          key: 'joins',
          label: 'Joined inputs, in order',
          widget: 'list',
          items: [
            {
              key: 'kind',
              label: 'Kind',
              widget: 'choice',
              choices: joinKinds.map((value) => ({ value, label: value })),
            },
            {
              key: 'on',
              label: 'Conditions',
              widget: 'list',
              items: [
                { key: 'left', label: 'Left column', widget: 'column' },
                {
                  key: 'compare',
                  label: 'Compare',
                  widget: 'choice',
                  choices: compares.map((value) => ({ value, label: value })),
                },
                { key: 'right', label: 'Right column', widget: 'text' },
              ],
            },
            { key: 'prefix', label: 'Prefix of its columns', widget: 'text' },
            { key: 'columns', label: 'Its columns (empty: all but the keys)', widget: 'strings' },
          ],
        },
        { key: 'after.filter', label: 'Keep result rows where', widget: 'formula' },
      ],
    },
  ],
  editor: 'join',
  inputs: someInputs,
  outputs,
  plan: planJoin,
  review(settings, counts) {
    const before = counts.inputs.input?.[0];
    const after = counts.outputs.output?.[0];
    const keepsLeft = settings.joins.every((step) => ['left', 'inner', 'asof', 'left-anti'].includes(step.kind));
    if (before === null || before === undefined || after === undefined || !keepsLeft || after <= before) return [];
    return [
      `The join gives ${after} rows for ${before} rows of its first input: a key occurs more than once in a joined input.`,
    ];
  },
  cases: joinCases,
});
