import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const donut = chartKind({
  id: 'donut',
  label: 'Donut',
  category: 'Share',
  icon: 'chart-donut',
  keywords: ['share', 'proportion'],
  help: 'Shares of a whole as a ring with the total in its middle.',
  wells: [group('dimension', 'Slices', 'One slice for each value.', { min: 1 }), oneFigure()],
  options: ['order', 'limit', 'other', 'palette', 'labels', 'legend'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 10, other: true }),
});
