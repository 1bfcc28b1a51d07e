import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const pie = chartKind({
  id: 'pie',
  label: 'Pie',
  category: 'Share',
  icon: 'chart-pie',
  keywords: ['share', 'proportion'],
  help: 'Shares of a whole, for few categories.',
  wells: [group('dimension', 'Slices', 'One slice for each value.', { min: 1 }), oneFigure()],
  options: ['order', 'limit', 'other', 'palette', 'labels', 'legend'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 10, other: true }),
});
