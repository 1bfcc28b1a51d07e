import { niceStep } from '../../../base/nice-step.ts';
import type { Measure } from '../../../contract/project/index.ts';
import { call, castTo, column, literal } from '../../expr/build.ts';
import { chartKind } from '../chart-kind.ts';
import { aggregateOf, columnExpr } from '../columns.ts';
import { places } from '../places.ts';
import { withNumbers } from '../raw.ts';
import { figures, value } from '../wells.ts';

/** Cells from one end of the data to the other. */
const ACROSS = 120;
const MOST = 20_000;

export const mapDensity = chartKind({
  id: 'map-density',
  label: 'Map of density',
  category: 'Map',
  icon: 'map-2',
  keywords: ['heat', 'geo', 'hot spots'],
  help: 'Where on the map the rows lie close together, or a figure is large: all rows, counted in small cells.',
  wells: [
    value('latitude', 'Latitude', 'Degrees north.'),
    value('longitude', 'Longitude', 'Degrees east.'),
    figures('Weight', 'What is added up in a cell. Without a field, rows are counted.', { max: 1 }),
  ],
  options: ['palette', 'map'],
  example: { latitude: 'lat', longitude: 'lon' },
  async read(context) {
    const { chart, schema, run } = context;
    const [latitude, longitude] = places(chart);
    const rows = withNumbers(context, [latitude, longitude]);
    const degrees = (name: string) => castTo(columnExpr(schema, name), 'double');
    const span = await run({
      op: 'aggregate',
      input: rows,
      keys: [],
      aggregates: [
        { name: 'west', fn: 'min', arg: degrees(longitude).expr },
        { name: 'east', fn: 'max', arg: degrees(longitude).expr },
      ],
    });
    const [west, east] = span.columns.map((cells) => Number(cells[0] ?? 0));
    const width = niceStep(((east ?? 0) - (west ?? 0)) / ACROSS || 0.1);
    const middle = (name: string) =>
      call('add', call('floor_to', degrees(name), literal(width, 'double')), literal(width / 2, 'double'));
    const measure: Measure = chart.measures[0] ?? { aggregate: 'count', label: 'rows' };
    const taken = new Set(['latitude', 'longitude']);
    const plan = {
      op: 'aggregate' as const,
      input: rows,
      keys: [
        { name: 'latitude', expr: middle(latitude).expr },
        { name: 'longitude', expr: middle(longitude).expr },
      ],
      aggregates: [aggregateOf(measure, schema, taken)],
    };
    const by = [{ expr: column('latitude', 'double').expr, descending: false }];
    const result = await run({ op: 'limit', input: { op: 'sort', input: plan, by }, count: MOST });
    return { ...result, bins: { x: { column: longitude, bin: 'none', width } } };
  },
});
