import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail } from '../../contract/errors/index.ts';
import { writeFileAtomic } from '../../platform/atomic-write.ts';
import { exists } from '../../platform/files.ts';
import { equalInConstantTime, hashApiKey, makeApiKey } from '../../platform/keys.ts';
import type { KeysStore, StoredKey } from '../../store/keys-store.ts';
import type { Caller } from '../context.ts';
import type { PredictKey } from '../serving/access.ts';

type NewKey = Pick<StoredKey, 'name' | 'right' | 'service'>;

/** Who may call this node. */
export interface KeyRing {
  /** The caller a key belongs to; keys for predictions only are no callers of the node's own interface. */
  findCaller(key: string): Caller | undefined;
  list(): { id: string; name: string; right: string; createdAt: string }[];
  /** The key itself is told this once. */
  create(wanted: NewKey): { id: string; key: string };
  /** NOT_FOUND. */
  remove(id: string): void;
  predictKeys(): PredictKey[];
}

/** `token` is accepted beside the stored keys: the desktop's key for this launch. */
export function createKeyRing(store: KeysStore, token?: string): KeyRing {
  return {
    findCaller(key) {
      if (token !== undefined && equalInConstantTime(key, token))
        return { id: 'desktop', name: 'Desktop', right: 'admin' };
      const found = store.findKey(hashApiKey(key));
      if (!found || found.right === 'predict') return undefined;
      return { id: found.id, name: found.name, right: found.right };
    },
    list: () => store.listKeys().map(({ id, name, right, createdAt }) => ({ id, name, right, createdAt })),
    create({ name, right, service }) {
      const { key, hash } = makeApiKey();
      const id = `key-${randomBytes(5).toString('hex')}`;
      const createdAt = new Date().toISOString();
      store.addKey({ id, name, right, hash, createdAt, ...(service === undefined ? {} : { service }) });
      return { id, key };
    },
    remove(id) {
      if (!store.removeKey(id)) throw fail('NOT_FOUND', { kind: 'key', id, suggestion: '' });
    },
    predictKeys: () => store.predictKeys().map(({ hash, service }) => ({ hash, service: service ?? null })),
  };
}

/**
 * The administrator's key of a node without a desktop, made at its first start and kept in `admin.key` (owner only). Returned only when it
 * was made just now.
 */
export async function ensureAdminKey(folder: string, ring: KeyRing): Promise<string | undefined> {
  const path = join(folder, 'admin.key');
  if (await exists(path)) return undefined;
  const { key } = ring.create({ name: 'Administrator', right: 'admin' });
  await writeFileAtomic(path, `${key}\n`, { mode: 0o600 });
  return key;
}
