import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Distinguishes this run from an earlier process of the same pid (a container's node is always pid 1). */
export const runToken = randomBytes(4).toString('hex');

/** True when a process of this pid exists (also one that belongs to somebody else). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When the process started, in kernel ticks, where the system tells (Linux); tells a reused pid from its former owner. */
export function startTime(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces: count from its end.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
