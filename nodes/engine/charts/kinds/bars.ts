import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { axisWells } from '../wells.ts';

export const bars = chartKind({
  id: 'bars',
  label: 'Bars',
  category: 'Compare',
  icon: 'chart-bar-popular',
  keywords: ['stacked', 'ranking'],
  help: 'Lying bars: figures by category with long names. With a colour they can be stacked, also to 100 %.',
  wells: axisWells('Down'),
  options: ['order', 'limit', 'other', 'seriesLimit', 'stack', 'palette', 'references', 'labels', 'legend', 'axis'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 50 }),
});
