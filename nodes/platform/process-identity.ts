import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Distinguishes this run from an earlier process of the same pid (a container's node is always pid 1). */
export const runToken = randomBytes(4).toString('hex');

/** True when a process of this pid runs, also one that belongs to somebody else. One that ended but was not yet collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const state = statFields(pid)?.[0];
  return state !== 'Z' && state !== 'X';
}

/** When the process started, in kernel ticks, where the system tells (Linux); tells a reused pid from its former owner. */
export function startTime(pid: number): string | undefined {
  return statFields(pid)?.[19];
}

/** The fields of `/proc/<pid>/stat` from the third on: the second is the program's name in brackets and may hold anything. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
