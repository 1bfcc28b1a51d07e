import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const treemap = chartKind({
  id: 'treemap',
  label: 'Treemap',
  category: 'Share',
  icon: 'chart-treemap',
  keywords: ['hierarchy', 'share'],
  help: 'Shares of a whole as boxes, one or more levels deep.',
  wells: [
    group('dimension', 'Boxes', 'One box for each value.', { min: 1 }),
    group('levels', 'Boxes within', 'Each box is divided by these.', { max: 2 }),
    oneFigure('Size'),
  ],
  options: ['limit', 'other', 'palette'],
  example: { dimension: { column: 'text', bin: 'none' }, levels: [{ column: 'flag', bin: 'none' }] },
  read: (context) => grouped(context, { limit: 40, other: true, seriesLimit: 20 }),
});
