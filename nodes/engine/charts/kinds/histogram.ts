import { chartKind } from '../chart-kind.ts';
import { grouped, groupingsOf } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const histogram = chartKind({
  id: 'histogram',
  label: 'Histogram',
  category: 'Distribution',
  icon: 'chart-histogram',
  keywords: ['distribution', 'bins'],
  help: 'How the values of a number or a date are distributed.',
  wells: [
    group('dimension', 'Values', 'The number or date that is cut into bins.', { min: 1, accepts: 'number-or-time' }),
    oneFigure(),
    group('series', 'Colour', 'One series for each value of this field.'),
  ],
  options: ['seriesLimit', 'stack', 'palette', 'references', 'labels', 'legend', 'axis'],
  example: { dimension: { column: 'a', bin: 'auto' } },
  read: (context) => {
    const groupings = groupingsOf(context.chart).map((grouping, index) =>
      index === 0 && grouping.bin === 'none' ? { ...grouping, bin: 'auto' as const } : grouping,
    );
    return grouped(context, { limit: 1000, byKey: true, groupings });
  },
});
