import { join } from 'node:path';
import { listFolder, removePath } from '../../platform/files.ts';
import type { Activations } from '../../store/activations.ts';

/**
 * Versions of an item that are kept no longer: all but the newest `keep`, and never the active one nor the one active before it, which a
 * rollback goes to.
 */
export function oldVersions(store: Activations, item: string, keep: number): string[] {
  const found = store.item(item);
  if (!found) return [];
  const before = store.history(item).find(({ version }) => version !== found.active)?.version;
  return found.versions
    .slice(keep)
    .map(({ version }) => version)
    .filter((version) => version !== found.active && version !== before);
}

/** Removes archives and unpacked folders that no version in the store owns: what a killed process left. */
export async function removeOrphans(store: Activations, { kept, bundles }: { kept: string; bundles: string }) {
  const owned = new Set<string>();
  for (const { id, versions } of store.items())
    for (const { version } of versions) {
      owned.add(`${store.version(id, version)?.sha256}.millrace`);
      owned.add(`${id}/${version}`);
    }
  for (const name of await listFolder(kept))
    if (/^[0-9a-f]{64}\.millrace$/.test(name) && !owned.has(name)) await removePath(join(kept, name));
  for (const item of await listFolder(bundles))
    for (const version of await listFolder(join(bundles, item)))
      if (!owned.has(`${item}/${version}`)) await removePath(join(bundles, item, version));
}
