/** An object id made from a name: lower case, `-` for everything else, at most 60 characters, never empty. */
export function idOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const id = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return id.slice(0, 60).replace(/-+$/, '') || 'unnamed';
}

/** `idOf` made unique among `taken` by a number. */
export function freeIdOf(name: string, taken: ReadonlySet<string>): string {
  const base = idOf(name);
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return id;
}
