import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { axisWells } from '../wells.ts';

export const lines = chartKind({
  id: 'lines',
  label: 'Lines',
  category: 'Over time',
  icon: 'chart-line',
  keywords: ['trend'],
  help: 'Figures over time or along a number.',
  wells: axisWells('Across'),
  options: ['order', 'seriesLimit', 'palette', 'references', 'labels', 'legend', 'axis'],
  example: { dimension: { column: 'time', bin: 'day' } },
  read: (context) => grouped(context, { limit: 1000, byKey: true }),
});
