import type { Catalog, CatalogKind, FormField } from '../../contract/catalog.ts';

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The catalog with the default of every field: what is in force as long as nobody says otherwise, as the schema of the settings tells it. */
export function withDefaults(catalog: Catalog): Catalog {
  const families = Object.entries(catalog) as [keyof Catalog, CatalogKind[]][];
  return Object.fromEntries(families.map(([family, kinds]) => [family, kinds.map(standard)])) as unknown as Catalog;
}

function standard(kind: CatalogKind): CatalogKind {
  const root = kind.settings;
  const fieldsOf = (fields: readonly FormField[], schemas: readonly Json[]): FormField[] =>
    fields.map((field) => {
      const at = field.key.split('.').reduce<readonly Place[]>(
        (places, key) => below(places, key, root),
        schemas.map((schema) => ({ schema })),
      );
      const found = defaultOf(at, root);
      const items = at.flatMap(({ schema }) =>
        branches(schema, root).flatMap(({ items: item }) => (isJson(item) ? [item] : [])),
      );
      return {
        ...field,
        ...(field.items && { items: fieldsOf(field.items, items) }),
        ...(found !== undefined && found !== null && { default: found }),
      };
    });
  return { ...kind, form: kind.form.map((section) => ({ ...section, fields: fieldsOf(section.fields, [root]) })) };
}

/** A part of the settings: its schema, and what the default of a part above says of it. */
interface Place {
  schema: Json;
  given?: unknown;
}

function below(places: readonly Place[], key: string, root: Json): Place[] {
  return places.flatMap(({ schema, given }) => {
    const above = given ?? schema.default;
    return branches(schema, root).flatMap(({ properties }) => {
      const property = isJson(properties) ? properties[key] : undefined;
      return isJson(property) ? [{ schema: property, given: isJson(above) ? above[key] : undefined }] : [];
    });
  });
}

/** What all branches agree on: where the default depends on a choice, there is none to tell. */
function defaultOf(places: readonly Place[], root: Json): unknown {
  const found = places.map(({ schema, given }) => given ?? schema.default ?? resolved(schema, root).default);
  const [first] = found;
  return found.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : undefined;
}

function branches(schema: Json, root: Json): Json[] {
  const own = resolved(schema, root);
  const parts = [own.anyOf, own.oneOf, own.allOf].flatMap((list) => (Array.isArray(list) ? list.filter(isJson) : []));
  return [own, ...parts.flatMap((part) => branches(part, root))];
}

/** A schema, or the definition it refers to. */
function resolved(schema: Json, root: Json): Json {
  const { $ref: ref } = schema;
  if (typeof ref !== 'string' || !ref.startsWith('#/$defs/')) return schema;
  const definition = isJson(root.$defs) ? root.$defs[ref.slice('#/$defs/'.length)] : undefined;
  return isJson(definition) ? definition : schema;
}
