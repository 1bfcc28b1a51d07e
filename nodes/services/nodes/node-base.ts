import { join } from 'node:path';
import type { NodeInfo } from '../../contract/deploy.ts';
import type { NodeKind } from '../../contract/routes/index.ts';
import { removeLeftovers } from '../../platform/atomic-write.ts';
import { makeFolder } from '../../platform/files.ts';
import { loadSigningKey, type SigningKey } from '../../platform/keys.ts';
import { type Lock, lockFolder } from '../../platform/lock.ts';
import type { Log } from '../../platform/log.ts';
import { openSecrets, type Secrets } from '../../platform/secrets.ts';
import { type Connection as Database, openDatabase } from '../../store/database.ts';
import { type KeysStore, openKeysStore } from '../../store/keys-store.ts';
import { type AuditLog, openAuditLog } from '../audit-log.ts';
import { createEventHub, type EventHub } from '../event-hub.ts';
import { createMutate, type Mutate } from '../mutation.ts';
import { loadIdentity } from './identity.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';

/** What every node has: its data folder (locked), database, identity, keys, secrets, audit log and events. */
export interface NodeBase {
  readonly kind: NodeKind;
  readonly folder: string;
  readonly info: NodeInfo;
  readonly startedAt: string;
  readonly log: Log;
  readonly db: Database;
  readonly keys: KeysStore;
  readonly ring: KeyRing;
  readonly secrets: Secrets;
  readonly signingKey: SigningKey;
  readonly hub: EventHub;
  readonly mutate: Mutate;
  /** Folder for files on their way in. */
  readonly uploadFolder: string;
  close(): Promise<void>;
}

export interface NodeBaseOptions {
  kind: NodeKind;
  folder: string;
  log: Log;
  /** The desktop's key for this launch. */
  token?: string;
}

/** Opens (or makes) a node's data folder. LOCKED when another process has it. */
export async function openNodeBase({ kind, folder, log, token }: NodeBaseOptions): Promise<NodeBase> {
  // Data of others lie in it: a new folder is for the node's own user alone.
  await makeFolder(folder, { mode: 0o700 });
  const lock = await lockFolder(folder, `The data folder ${folder}`);
  try {
    return await openLocked({ kind, folder, log, lock, ...(token === undefined ? {} : { token }) });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(options: NodeBaseOptions & { lock: Lock }): Promise<NodeBase> {
  const { kind, folder, log, token, lock } = options;
  const uploadFolder = await makeFolder(join(folder, 'uploads'));
  await removeLeftovers(folder);
  await removeLeftovers(uploadFolder);
  const [info, secrets, signingKey, audit, db] = await Promise.all([
    loadIdentity(folder, kind),
    openSecrets(folder),
    loadSigningKey(folder),
    openAuditLog(folder),
    openDatabase(join(folder, 'node.db')),
  ]);
  if (audit.brokenLine >= 0) log.warn({ line: audit.brokenLine }, 'the audit log was changed or cut at this line');
  const keys = openKeysStore(db);
  const hub = createEventHub();
  return {
    kind,
    folder,
    info,
    startedAt: new Date().toISOString(),
    log,
    db,
    keys,
    ring: createKeyRing(keys, token),
    secrets,
    signingKey,
    hub,
    mutate: createMutate({ hub, audit }),
    uploadFolder,
    close: () => closeAll({ audit, db, lock }),
  };
}

async function closeAll({ audit, db, lock }: { audit: AuditLog; db: Database; lock: Lock }): Promise<void> {
  await audit.close();
  db.close();
  await lock.release();
}
