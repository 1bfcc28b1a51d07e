import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../contract/errors/index.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { exists, readBytes, readJson } from './files.ts';

/** Credentials of one node, by name. They never enter a project, an archive or a log. */
export interface Secrets {
  names(): string[];
  /** The value, or undefined when there is none of that name. NODE_SECRETS_UNREADABLE when the key file is not the right one. */
  get(name: string): string | undefined;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const SecretFile = z.object({
  version: z.literal(1),
  /** Name → nonce (12 bytes), tag (16 bytes) and ciphertext, base64. The name is authenticated with the value. */
  entries: z.record(z.string(), z.string()),
});

/** Opens `<folder>/secrets.json`, encrypted by AES-256-GCM with the key in `<folder>/secrets.key` (made on first use, owner only). */
export async function openSecrets(folder: string): Promise<Secrets> {
  const path = join(folder, 'secrets.json');
  const keyPath = join(folder, 'secrets.key');
  const stored = (await exists(path)) ? (await readJson(path, SecretFile)).entries : {};
  const entries = new Map(Object.entries(stored));
  const unreadable = (name: string, cause?: unknown) =>
    fail('NODE_SECRETS_UNREADABLE', { name, path: keyPath }, { cause });
  if (!(await exists(keyPath))) {
    const [first] = entries.keys();
    if (first !== undefined) throw unreadable(first);
    await writeFileAtomic(keyPath, randomBytes(32), { mode: 0o600 });
  }
  const key = await readBytes(keyPath);
  if (key.length !== 32) throw unreadable([...entries.keys()][0] ?? '');
  let writes = Promise.resolve();
  const save = () => {
    const text = () => JSON.stringify({ version: 1, entries: Object.fromEntries([...entries].sort()) }, null, 2);
    const written = writes.then(() => writeFileAtomic(path, text(), { mode: 0o600 }));
    writes = written.catch(() => undefined);
    return written;
  };
  return {
    names: () => [...entries.keys()].sort(),
    get(name) {
      const sealed = entries.get(name);
      if (sealed === undefined) return undefined;
      try {
        return open(key, name, sealed);
      } catch (error) {
        throw unreadable(name, error);
      }
    },
    async set(name, value) {
      entries.set(name, seal(key, name, value));
      await save();
    },
    async remove(name) {
      if (entries.delete(name)) await save();
    },
  };
}

function seal(key: Uint8Array, name: string, value: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name, 'utf8'));
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function open(key: Uint8Array, name: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(name, 'utf8')).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
