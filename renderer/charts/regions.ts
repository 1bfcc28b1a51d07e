/** Regions of a map: how they are called, and which of them a text of the data means. */
export interface Regions {
  /** Name under which the map is known to the chart library. */
  map: string;
  /** Full names by the key of the region in the map. */
  names: ReadonlyMap<string, string>;
  /** The key of the region that a text means; undefined when there is none. */
  keyOf: (text: string) => string | undefined;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^the /, '')
    .replaceAll('&', 'and')
    .replace(/[^a-z0-9]+/g, '');

/** Looks regions up by any of their words: codes, names, in any case and with or without accents. */
export function regionsOf(
  map: string,
  regions: readonly { key: string; name: string; also: readonly string[] }[],
): Regions {
  const known = new Map<string, string>();
  for (const { key, name, also } of regions) {
    for (const word of [key, name, ...also]) if (!known.has(plain(word))) known.set(plain(word), key);
  }
  return {
    map,
    names: new Map(regions.map(({ key, name }) => [key, name])),
    keyOf: (text) => known.get(plain(text)),
  };
}
