import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { axisWells } from '../wells.ts';

export const area = chartKind({
  id: 'area',
  label: 'Area',
  category: 'Over time',
  icon: 'chart-area',
  keywords: ['stacked'],
  help: 'Filled lines; with a colour stacked, also to 100 %.',
  wells: axisWells('Across'),
  options: ['order', 'seriesLimit', 'stack', 'palette', 'references', 'legend', 'axis'],
  example: { dimension: { column: 'time', bin: 'day' }, series: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 1000, byKey: true }),
});
