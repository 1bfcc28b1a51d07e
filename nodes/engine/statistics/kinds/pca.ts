import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { StatisticsSection } from '../../../contract/statistics.ts';
import { defineCard } from '../card-kind.ts';
import { columnOf, groupSql, numberSql } from '../columns.ts';
import { ColumnName, Columns, slot, slotField } from '../fields.ts';
import { type Components, principalComponents } from '../pca/components.ts';
import { completeCovariance } from '../pca/covariance.ts';
import { scorePoints } from '../pca/scores.ts';
import { count, list, many, percent } from '../words.ts';
import { pcaCases } from './pca.cases.ts';

const columnsSlot = slot('columns', 'Columns', { min: 2, max: 60 });
const colourSlot = slot('colour', 'Colour', { takes: 'category', min: 0, word: false });
const settings = z.object({ columns: Columns, standardise: z.boolean().default(true), colour: ColumnName });
const shownComponents = 8;

export const pca = defineCard({
  id: 'pca',
  version: 1,
  label: 'Principal components',
  category: 'Relate',
  icon: 'vector-triangle',
  keywords: ['pca', 'dimension reduction', 'eigenvalues', 'scree', 'biplot', 'loadings', 'factors'],
  help: 'Which few directions hold most of the variation of many numbers, and which columns go along with them.',
  settings,
  slots: [columnsSlot, colourSlot],
  form: [
    {
      fields: [
        slotField(columnsSlot, 'The numbers to summarise. Rows that lack one of them are left out and counted.'),
        {
          key: 'standardise',
          label: 'Standardise',
          help: 'Gives each column a spread of one. Without, columns of large numbers decide alone.',
          widget: 'switch',
        },
        slotField(colourSlot, 'Colours the points of the biplot by the values of this column.'),
      ],
    },
  ],
  async compute({ columns, standardise, colour }, context) {
    const values = columns.map((name) => numberSql(columnOf(context.schema, name)));
    const found = await completeCovariance(context, values);
    if (found.rows < 2)
      throw fail('STATISTICS_TOO_FEW_ROWS', { what: `Together ${list(columns)}`, found: found.rows, needed: 2 });
    const kept = columns.flatMap((_, at) => (found.isFlat[at] ? [] : [at]));
    if (kept.length < 2)
      throw fail('STATISTICS_CONSTANT', { column: columns[found.isFlat.indexOf(true)] ?? '', where: '' });
    if (kept.some((at) => !Number.isFinite(found.covariance[at]![at]!)))
      throw fail('STATISTICS_OVERFLOW', {
        column: columns[kept.find((at) => !Number.isFinite(found.covariance[at]![at]!)) ?? 0],
      });
    const components = await principalComponents(found, { kept, standardise });
    const names = kept.map((at) => columns[at]!);
    const points = await scorePoints(context, {
      values: kept.map((at) => values[at]!),
      centre: kept.map((at) => found.means[at]!),
      components,
      colour: colour ? groupSql(columnOf(context.schema, colour)) : undefined,
      rows: found.rows,
    });
    const dropped = columns.filter((_, at) => found.isFlat[at]);
    return [
      varianceSection(components, noteOf({ rows: found.rows, all: context.count, dropped })),
      biplotSection(names, components, { ...points, colour }),
      ...tables(names, components),
    ];
  },
  cases: pcaCases,
});

function noteOf({ rows, all, dropped }: { rows: number; all: number; dropped: readonly string[] }): string[] {
  const missing = all - rows;
  return [
    ...(missing > 0 ? [`${many(missing, 'row')} of ${count(all)} lack a value and are left out.`] : []),
    ...(dropped.length > 0 ? [`Constant, and left out: ${list(dropped)}.`] : []),
  ];
}

function varianceSection(
  { shares, eigenvalues, isStandardised }: Components,
  notes: readonly string[],
): StatisticsSection {
  const sums = shares.map((_, at) => shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0));
  const numbers = shares.map((_, at) => at + 1);
  const enough = sums.findIndex((sum) => sum >= 0.8) + 1;
  const large = eigenvalues.filter((value) => value > 1).length;
  return {
    title: 'Explained variance',
    note: `${many(enough, 'component')} hold ${percent(sums[enough - 1] ?? 1)}${isStandardised ? `; ${large} with an eigenvalue above 1` : ''}`,
    blocks: [
      {
        kind: 'curves',
        x: { label: 'Component' },
        y: { label: 'Share of the variance' },
        series: [
          { name: 'Each', draw: 'bars', xs: numbers, ys: shares },
          { name: 'Together', draw: 'line', xs: numbers, ys: sums },
        ],
      },
      {
        kind: 'table',
        columns: [
          { label: 'Component', format: 'text' },
          { label: 'Eigenvalue', help: 'Its variance, in the units of the columns (standardised: in columns).' },
          { label: 'Share', format: 'share' },
          { label: 'Together', format: 'share' },
        ],
        rows: numbers
          .slice(0, shownComponents)
          .map((number, at) => [`PC ${number}`, eigenvalues[at]!, shares[at]!, sums[at]!]),
      },
      ...notes.map((text) => ({ kind: 'note' as const, tone: 'info' as const, text })),
    ],
  };
}

function tables(names: readonly string[], { loadings, weights }: Components): StatisticsSection[] {
  const shown = Math.min(shownComponents, names.length);
  const components = Array.from({ length: shown }, (_, at) => ({
    label: `PC ${at + 1}`,
    format: 'coefficient' as const,
  }));
  const table = (by: readonly (readonly number[])[]) => ({
    kind: 'table' as const,
    columns: [{ label: 'Column', format: 'text' as const }, ...components],
    rows: names.map((name, row) => [name, ...by.slice(0, shown).map((component) => component[row]!)]),
    shaded: [1, shown] as [number, number],
  });
  return [
    { title: 'Loadings', note: 'correlation of each column with each component', blocks: [table(loadings)] },
    { title: 'Weights', note: 'what a component is made of', blocks: [table(weights)] },
  ];
}

function biplotSection(
  names: readonly string[],
  { loadings, shares }: Components,
  points: { xs: number[]; ys: number[]; groups?: string[] | undefined; sample: string; colour: string },
): StatisticsSection {
  const axis = (at: number) => ({ label: `PC ${at + 1} (${percent(shares[at] ?? 0)})` });
  return {
    title: 'Biplot',
    note: points.sample,
    blocks: [
      {
        kind: 'points',
        x: axis(0),
        y: axis(1),
        xs: points.xs,
        ys: points.ys,
        ...(points.groups && { groups: points.groups, groupBy: points.colour }),
        arrows: names.map((label, at) => ({ label, x: loadings[0]![at]!, y: loadings[1]![at]! })),
        sample: points.sample,
      },
    ],
  };
}
