import { expect, test } from 'vitest';
import type { Catalog, CatalogKind, FormField } from '../../contract/catalog.ts';
import { buildCatalog } from './catalog.ts';

const catalog = buildCatalog();
const kinds = (Object.entries(catalog) as [keyof Catalog, CatalogKind[]][]).flatMap(([family, list]) =>
  list.map((kind) => ({ where: `${family}/${kind.id}`, kind })),
);
const fieldsOf = ({ form }: CatalogKind): FormField[] => form.flatMap(({ fields }) => [...fields]);
const defaultsOf = (family: keyof Catalog, id: string): Record<string, unknown> => {
  const kind = catalog[family].find((one) => one.id === id);
  if (!kind) throw new Error(`no ${family}/${id}`);
  return Object.fromEntries(fieldsOf(kind).map((field) => [field.key, field.default]));
};

test('a field tells its default though another setting of the kind has to be given', () => {
  expect(defaultsOf('rules', 'valid-for-meaning')).toMatchObject({ meaning: '', errorAbove: 0, warnAbove: 0 });
  expect(defaultsOf('rules', 'valid-for-meaning').column).toBeUndefined();
});

test('every field whose setting has a default tells it', () => {
  const silent = kinds.flatMap(({ where, kind }) => {
    const properties = (kind.settings.properties ?? {}) as Record<string, { default?: unknown } | undefined>;
    return fieldsOf(kind).flatMap((field) => {
      const standard = properties[field.key]?.default;
      return standard == null || JSON.stringify(field.default) === JSON.stringify(standard)
        ? []
        : [`${where}.${field.key}`];
    });
  });
  expect(silent).toEqual([]);
});

test('where all settings have defaults, those of the fields are the ones the kind fills in', () => {
  const at = (settings: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
  const told = kinds.flatMap(({ where, kind }) =>
    fieldsOf(kind).flatMap((field) => {
      const filled = at(kind.defaults, field.key);
      return filled == null || field.default === undefined ? [] : [{ where: `${where}.${field.key}`, filled, field }];
    }),
  );
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter(({ filled, field }) => JSON.stringify(filled) !== JSON.stringify(field.default))).toEqual([]);
});
