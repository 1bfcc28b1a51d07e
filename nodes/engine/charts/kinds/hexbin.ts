import { chartKind } from '../chart-kind.ts';
import { hexagons } from '../planes.ts';
import { figures, value } from '../wells.ts';

export const hexbin = chartKind({
  id: 'hexbin',
  label: 'Hexagons',
  category: 'Relation',
  icon: 'hexagons',
  keywords: ['hexbin', 'binned', 'points'],
  help: 'Two numbers against each other over all rows: hexagons coloured by how many rows fall into each, or by a figure.',
  wells: [
    value('dimension', 'Across', 'The number from left to right.'),
    value('y', 'Up', 'The number from bottom to top.'),
    figures('Colour', 'What the colour shows. Without a field, rows are counted.', { id: 'size', max: 1 }),
  ],
  options: ['palette', 'axis'],
  example: { dimension: { column: 'a', bin: 'none' }, measures: [{ column: 'lat', aggregate: 'avg' }] },
  read: (context) => hexagons(context, 32),
});
