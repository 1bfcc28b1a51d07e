import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const heatmap = chartKind({
  id: 'heatmap',
  label: 'Heat map',
  category: 'Relation',
  icon: 'grid-4x4',
  keywords: ['matrix', 'heatmap'],
  help: 'A figure by two groupings, as the colour of cells: hour by weekday, category by state.',
  wells: [
    group('dimension', 'Across', 'The groups from left to right.', { min: 1 }),
    group('series', 'Down', 'The groups from top to bottom.', { min: 1 }),
    oneFigure('Colour'),
  ],
  options: ['order', 'limit', 'seriesLimit', 'palette', 'labels'],
  example: { dimension: { column: 'text', bin: 'none' }, series: { column: 'flag', bin: 'none' } },
  read: (context) => grouped(context, { limit: 60, seriesLimit: 40 }),
});
