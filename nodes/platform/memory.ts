import { totalmem } from 'node:os';
import { fail } from '../contract/errors/index.ts';

const defaultShare = 0.7;
const least = 256 * 2 ** 20;
const units: Record<string, number> = { MB: 2 ** 20, GB: 2 ** 30 };

/** Bytes of memory this process may have: those of the machine, or of the container it runs in. */
export function availableMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/** Bytes a node may use for data: seven tenths of what there is, or what was asked for as `6GB` or `800MB`. INPUT_INVALID. */
export function memoryBudget(wanted?: string): number {
  if (wanted === undefined) return Math.max(least, Math.floor(availableMemory() * defaultShare));
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i.exec(wanted.trim()) ?? [];
  const bytes = Math.floor(Number(amount ?? 0) * (units[unit?.toUpperCase() ?? ''] ?? 0));
  if (bytes >= least) return bytes;
  throw fail('INPUT_INVALID', {
    where: '--memory',
    problem: `“${wanted}” is no amount like 6GB or 800MB of at least 256MB`,
  });
}
