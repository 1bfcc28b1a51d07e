import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { axisWells } from '../wells.ts';

export const radar = chartKind({
  id: 'radar',
  label: 'Radar',
  category: 'Compare',
  icon: 'chart-radar',
  keywords: ['spider', 'web'],
  help: 'Figures of a few categories as a web; forms are compared by colour.',
  wells: axisWells('Spokes'),
  options: ['order', 'limit', 'other', 'seriesLimit', 'palette', 'legend'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 12 }),
});
