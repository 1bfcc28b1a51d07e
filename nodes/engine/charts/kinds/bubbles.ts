import type { Measure } from '../../../contract/project/index.ts';
import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { figures, group } from '../wells.ts';

const counted: Measure = { aggregate: 'count', label: 'rows' };

export const bubbles = chartKind({
  id: 'bubbles',
  label: 'Bubbles',
  category: 'Relation',
  icon: 'chart-bubble',
  keywords: ['bubble', 'grouped points'],
  help: 'One bubble for each group: two figures place it, a third is its size.',
  wells: [
    group('dimension', 'Bubbles', 'One bubble for each value.', { min: 1 }),
    figures('Across and up', 'The first figure is the place from left to right, the second from bottom to top.', {
      min: 2,
      max: 2,
    }),
    figures('Size', 'How large a bubble is. Without a field, rows are counted.', { id: 'size', max: 1 }),
    group('series', 'Colour', 'One colour for each value of this field.'),
  ],
  options: ['limit', 'seriesLimit', 'palette', 'references', 'labels', 'legend', 'axis'],
  example: {
    dimension: { column: 'text', bin: 'none' },
    measures: [
      { column: 'a', aggregate: 'avg' },
      { column: 'lat', aggregate: 'avg' },
    ],
  },
  read: (context) => {
    const { measures, size } = context.chart;
    return grouped(context, { limit: 200, measures: [...measures.slice(0, 2), size ?? counted] });
  },
});
