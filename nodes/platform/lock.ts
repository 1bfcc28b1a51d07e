import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../contract/errors/index.ts';
import { temporaryName } from './atomic-write.ts';
import { sleep } from './clock.ts';
import { makeFolder, systemCode, writing } from './files.ts';
import { isAlive, startTime } from './process-identity.ts';

export interface Lock {
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  started: string | undefined;
  id: string;
}

/**
 * Takes the folder for this process: `<folder>/.lock` names its holder by pid and start time. A lock whose holder is dead
 * is taken over; a living holder is LOCKED. `what` names the thing for the message: `The project “Fraud”`.
 */
export async function lockFolder(folder: string, what: string): Promise<Lock> {
  await makeFolder(folder);
  const path = join(folder, '.lock');
  const temporary = temporaryName(path);
  const own: Holder = { pid: process.pid, started: startTime(process.pid), id: temporary };
  await writing(path, () => writeFile(temporary, JSON.stringify(own), { mode: 0o600 }));
  try {
    await withGuard(`${path}-guard`, temporary, async () => {
      const holder = await readHolder(path);
      if (holder && isHeld(holder)) throw fail('LOCKED', { what, pid: holder.pid });
      await rm(path, { force: true });
      await link(temporary, path);
    });
  } finally {
    await rm(temporary, { force: true });
  }
  return {
    async release() {
      if ((await readHolder(path))?.id === own.id) await rm(path, { force: true });
    },
  };
}

/** Taking over is read, judge, replace: only one process at a time may do that. The guard lives for some milliseconds. */
async function withGuard(guard: string, temporary: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await link(temporary, guard);
      break;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      const holder = await readHolder(guard);
      if (holder && !isHeld(holder)) await rm(guard, { force: true });
      else await sleep(5);
    }
  }
  try {
    await work();
  } finally {
    await rm(guard, { force: true });
  }
}

function isHeld(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false;
  const started = startTime(holder.pid);
  return holder.started === undefined || started === undefined || holder.started === started;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
