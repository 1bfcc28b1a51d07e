import { chartKind } from '../chart-kind.ts';
import { columnExpr } from '../columns.ts';
import { places } from '../places.ts';
import { countRows, pick, sampleWords, withNumbers } from '../raw.ts';
import { group, value } from '../wells.ts';

const LIMIT = 5000;

export const mapPoints = chartKind({
  id: 'map-points',
  label: 'Map of points',
  category: 'Map',
  icon: 'map-pin',
  keywords: ['geo', 'places', 'latitude', 'longitude'],
  help: 'Rows placed by latitude and longitude. Of many rows an even sample is drawn.',
  wells: [
    value('latitude', 'Latitude', 'Degrees north.'),
    value('longitude', 'Longitude', 'Degrees east.'),
    value('measures', 'Size', 'A number of the row: larger ones are larger dots.', { min: 0 }),
    group('series', 'Colour', 'One colour for each value of this field.'),
    value('columns', 'In the tooltip', 'Further fields that are shown for a point.', {
      accepts: 'any',
      min: 0,
      max: 12,
    }),
  ],
  options: ['limit', 'palette', 'map'],
  example: { latitude: 'lat', longitude: 'lon' },
  async read(context) {
    const { chart, schema, run } = context;
    const [latitude, longitude] = places(chart);
    const rows = withNumbers(context, [latitude, longitude]);
    const measures = chart.measures.flatMap(({ column }) => (column ? [column] : []));
    const series = chart.series ? [chart.series.column] : [];
    const picked = pick({ schema, rows }, [latitude, longitude, ...measures, ...series, ...(chart.columns ?? [])]);
    const limit = chart.limit ?? LIMIT;
    const { sort } = chart;
    const result = await run(
      sort
        ? {
            op: 'limit',
            input: {
              op: 'sort',
              input: picked,
              by: [{ expr: columnExpr(schema, sort.by).expr, descending: sort.descending }],
            },
            count: limit,
          }
        : { op: 'sample', input: picked, method: { kind: 'rows', count: limit, seed: 1 } },
    );
    const total = result.rowCount < limit ? result.rowCount : await countRows(context, rows);
    return { ...result, total, sample: sampleWords(result.rowCount, total) };
  },
});
