/** An id that is not taken: `tile-1`, `tile-2`, … */
export function freeId(prefix: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  let n = 1;
  while (used.has(`${prefix}-${n}`)) n += 1;
  return `${prefix}-${n}`;
}

/** A project id from a name: `Fraud of the day` → `fraud-of-the-day`. */
export function idFromName(name: string, taken: Iterable<string>): string {
  const base = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const used = new Set(taken);
  return base && !used.has(base) ? base : freeId(base || 'dashboard', used);
}
