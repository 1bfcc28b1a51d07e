/** A file-name-safe id for a name: lower case letters, digits and `_`. */
export function slug(name: string): string {
  const text = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return text || 'item';
}

/** `wanted`, or with the first number that makes it free: `clean`, `clean_2`. The result counts as taken from now on. */
export function freeId(wanted: string, taken: Set<string>): string {
  const base = slug(wanted);
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}_${n}`;
  taken.add(id);
  return id;
}
