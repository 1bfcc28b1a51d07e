import { openSession, type Session } from '../../engine/sql/session.ts';
import type { FileCache } from '../../platform/file-cache.ts';
import type { MemoryShares, Share } from './memory-shares.ts';

/** The two databases an open project computes in: one builds, the other reads for people and keeps the order of rows. */
export interface DataSessions {
  readonly build: Session;
  readonly read: Session;
  readonly isBusy: boolean;
  close(): void;
}

export interface DataSessionsOptions {
  tempDir: string;
  cache: FileCache;
  memory: MemoryShares;
  /** The folders that their SQL may touch; undefined: any. */
  folders: readonly string[] | undefined;
  /** Builds with this one, which its owner closes. */
  shared?: Session | undefined;
}

const weights = { build: 3, read: 1 };

export async function openDataSessions({
  tempDir,
  cache,
  memory,
  folders,
  shared,
}: DataSessionsOptions): Promise<DataSessions> {
  const opened: { session: Session; share: Share }[] = [];
  let busy = 0;
  const open = async (use: 'build' | 'read'): Promise<Session> => {
    const share = memory.join(weights[use]);
    const session = await openSession({
      tempDir,
      cache,
      memoryLimit: mebibytes(share.bytes),
      preserveOrder: use === 'read',
      onBusy: () => {
        busy += 1;
        return share.busy();
      },
      onIdle: () => {
        busy -= 1;
        share.idle();
      },
      ...(folders ? { allowedDirectories: folders } : {}),
    });
    share.follow(session);
    opened.push({ session, share });
    return session;
  };
  const build = shared ?? (await open('build'));
  const read = await open('read');
  return {
    build,
    read,
    get isBusy() {
      return busy > 0;
    },
    close() {
      for (const { session, share } of opened) {
        session.close();
        share.leave();
      }
    },
  };
}

/** True when the two lists name the same folders. */
export function sameFolders(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return JSON.stringify(a && [...new Set(a)].sort()) === JSON.stringify(b && [...new Set(b)].sort());
}

function mebibytes(bytes: number): string {
  return `${Math.max(64, Math.floor(bytes / 2 ** 20))}MiB`;
}
