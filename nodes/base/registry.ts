/** An explicit, ordered list of kinds with look-up by id. Duplicate ids throw at start. */
export interface Registry<K extends { readonly id: string }> {
  readonly list: readonly K[];
  readonly ids: readonly K['id'][];
  find(id: string): K | undefined;
}

/** Builds a registry from an explicit array. */
export function createRegistry<K extends { readonly id: string }>(family: string, kinds: readonly K[]): Registry<K> {
  const byId = new Map<string, K>();
  for (const kind of kinds) {
    if (byId.has(kind.id)) throw new Error(`${family}: '${kind.id}' is registered twice`);
    byId.set(kind.id, kind);
  }
  return { list: kinds, ids: kinds.map((kind) => kind.id), find: (id) => byId.get(id) };
}
