import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { figures, group } from '../wells.ts';

export const combo = chartKind({
  id: 'combo',
  label: 'Columns and lines',
  category: 'Compare',
  icon: 'chart-area-line',
  keywords: ['combined', 'mixed', 'two axes'],
  help: 'Several figures over the same groups: bars for the first, lines for the others, on one or two axes.',
  wells: [
    group('dimension', 'Across', 'The groups along the axis. Dates and numbers are cut into bins.', { min: 1 }),
    figures('Figures', 'Each can be bars, a line or an area, on the left or the right axis.'),
  ],
  options: ['order', 'limit', 'other', 'palette', 'references', 'labels', 'legend', 'axis'],
  example: {
    dimension: { column: 'time', bin: 'day' },
    measures: [{ aggregate: 'count' }, { aggregate: 'avg', column: 'a', axis: 'right' }],
  },
  read: (context) => grouped(context, { limit: 200 }),
});
