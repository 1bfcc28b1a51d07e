import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const mapStates = chartKind({
  id: 'map-states',
  label: 'Map of states',
  category: 'Map',
  icon: 'map',
  keywords: ['choropleth', 'usa', 'regions'],
  help: 'US states filled by a figure. States are two-letter codes or names.',
  wells: [group('dimension', 'State', 'The field that names the region.', { min: 1 }), oneFigure('Colour')],
  options: ['palette'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 1000 }),
});
