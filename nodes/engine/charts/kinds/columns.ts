import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { axisWells } from '../wells.ts';

export const columns = chartKind({
  id: 'columns',
  label: 'Columns',
  category: 'Compare',
  icon: 'chart-bar',
  keywords: ['bar', 'stacked'],
  help: 'Upright bars: one or more figures by category or time. With a colour they can be stacked, also to 100 %.',
  wells: axisWells('Across'),
  options: ['order', 'limit', 'other', 'seriesLimit', 'stack', 'palette', 'references', 'labels', 'legend', 'axis'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 100 }),
});
