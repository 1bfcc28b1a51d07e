import { expect, test } from 'vitest';
import type { Catalog, CatalogKind, FormField } from '../../contract/catalog.ts';
import { buildCatalog } from './catalog.ts';

interface Place {
  where: string;
  field: FormField;
}

const fieldsOf = (where: string, fields: readonly FormField[]): Place[] =>
  fields.flatMap((field) => [
    { where: `${where}.${field.key} (${field.label})`, field },
    ...fieldsOf(`${where}.${field.key}`, field.items ?? []),
  ]);

const places = (Object.entries(buildCatalog()) as [keyof Catalog, CatalogKind[]][]).flatMap(([family, kinds]) =>
  kinds.flatMap(({ id, form }) => form.flatMap(({ fields }) => fieldsOf(`${family}/${id}`, fields))),
);

test('every field of every kind has help', () => {
  expect(places.length).toBeGreaterThan(300);
  expect(places.filter(({ field }) => !field.help && !field.hint).map(({ where }) => where)).toEqual([]);
});

test('help says more than the label, in a sentence or two', () => {
  const text = ({ field }: Place) => field.help ?? field.hint ?? '';
  expect(places.filter((place) => text(place) === place.field.label).map(({ where }) => where)).toEqual([]);
  expect(places.filter((place) => text(place).length > 320).map(({ where }) => where)).toEqual([]);
});
