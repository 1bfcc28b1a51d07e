import { z } from 'zod';
import { call, literal } from '../../../expr/build.ts';
import { columnName, columnsOf, defineStep } from '../step-kind.ts';

const numberTypes = ['int', 'bigint', 'double', 'decimal'];

export const geoDistance = defineStep({
  id: 'geo-distance',
  label: 'Distance between places',
  category: 'geography',
  icon: 'ruler-measure',
  keywords: ['haversine', 'kilometres', 'miles', 'latitude', 'longitude'],
  help: 'Adds the great-circle distance between two places given by latitude and longitude in degrees.',
  settings: z.object({
    latitude1: columnName,
    longitude1: columnName,
    latitude2: columnName,
    longitude2: columnName,
    unit: z.enum(['km', 'miles']).default('km'),
    name: z.string().min(1, 'name the new column').default('distance'),
  }),
  form: [
    {
      fields: [
        { key: 'latitude1', label: 'Latitude of the first', widget: 'column', types: numberTypes },
        { key: 'longitude1', label: 'Longitude of the first', widget: 'column', types: numberTypes },
        { key: 'latitude2', label: 'Latitude of the second', widget: 'column', types: numberTypes },
        { key: 'longitude2', label: 'Longitude of the second', widget: 'column', types: numberTypes },
        {
          key: 'unit',
          label: 'Unit',
          widget: 'choice',
          choices: [
            { value: 'km', label: 'Kilometres' },
            { value: 'miles', label: 'Miles' },
          ],
        },
        { key: 'name', label: 'New column', widget: 'text' },
      ],
    },
  ],
  apply: (settings, relation) => {
    const places = [settings.latitude1, settings.longitude1, settings.latitude2, settings.longitude2];
    const distance = call('geo_distance', ...places.map((name) => relation.number(name)));
    const value = settings.unit === 'km' ? distance : call('div', distance, literal(1.609344));
    return relation.added([{ name: settings.name, value }]);
  },
  cases: [
    {
      title: 'Berlin and Paris',
      settings: { latitude1: 'a', longitude1: 'b', latitude2: 'c', longitude2: 'd', name: 'km' },
      schema: columnsOf('a:double, b:double, c:double, d:double'),
      rows: [
        [52.52, 13.405, 52.52, 13.405],
        [null, 0, 0, 0],
      ],
      expect: {
        schema: columnsOf('a:double, b:double, c:double, d:double, km:double'),
        rows: [
          [52.52, 13.405, 52.52, 13.405, 0],
          [null, 0, 0, 0, null],
        ],
      },
    },
  ],
});
