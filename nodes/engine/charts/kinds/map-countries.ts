import { chartKind } from '../chart-kind.ts';
import { grouped } from '../grouped.ts';
import { group, oneFigure } from '../wells.ts';

export const mapCountries = chartKind({
  id: 'map-countries',
  label: 'Map of countries',
  category: 'Map',
  icon: 'world',
  keywords: ['choropleth', 'world', 'regions', 'nations'],
  help: 'Countries of the world filled by a figure. Countries are codes of two or three letters, or English names.',
  wells: [group('dimension', 'Country', 'The field that names the region.', { min: 1 }), oneFigure('Colour')],
  options: ['palette'],
  example: { dimension: { column: 'text', bin: 'none' } },
  read: (context) => grouped(context, { limit: 1000 }),
});
