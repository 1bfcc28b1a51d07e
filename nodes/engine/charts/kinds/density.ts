import { chartKind } from '../chart-kind.ts';
import { rectangles } from '../planes.ts';
import { value } from '../wells.ts';

export const density = chartKind({
  id: 'density',
  label: 'Density',
  category: 'Distribution',
  icon: 'chart-grid-dots',
  keywords: ['contour', 'kernel', '2d', 'heat'],
  help: 'Where the rows lie close together: a smoothed surface of two numbers over all rows.',
  wells: [
    value('dimension', 'Across', 'The number from left to right.'),
    value('y', 'Up', 'The number from bottom to top.'),
  ],
  options: ['palette', 'axis'],
  example: { dimension: { column: 'a', bin: 'none' }, measures: [{ column: 'lat', aggregate: 'avg' }] },
  read: (context) => rectangles(context, [64, 48]),
});
