import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const sankey = chartKind({
  id: 'sankey',
  label: 'Flow (Sankey)',
  category: 'Relation',
  icon: 'chart-sankey',
  keywords: ['alluvial', 'stream'],
  help: 'How much goes from the groups on the left to those on the right, as bands.',
  wells: [
    group('dimension', 'From', 'The groups on the left.', { min: 1 }),
    group('series', 'To', 'The groups on the right.', { min: 1 }),
    oneFigure('Width'),
  ],
  options: ['limit', 'seriesLimit', 'palette'],
  example: { dimension: { column: 'text', bin: 'none' }, series: { column: 'flag', bin: 'none' } },
  read: (context) => grouped(context, { limit: 15, other: true, seriesLimit: 15 }),
});
