/** The settings of a step in a few words, whatever its kind: names and values in order, arrows for pairs. */
export function stepSummary(settings: Record<string, unknown>): string {
  const words: string[] = [];
  const add = (value: unknown): void => {
    if (typeof value === 'string' && value !== '') words.push(value);
    else if (typeof value === 'number') words.push(String(value));
    else if (Array.isArray(value)) for (const one of value) add(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'string' && !(key in named)) words.push(`${key} → ${inner}`);
        else add(inner);
      }
    }
  };
  const named: Record<string, true> = {
    column: true,
    columns: true,
    name: true,
    formula: true,
    value: true,
    from: true,
    to: true,
  };
  for (const value of Object.values(settings)) add(value);
  return words.join(', ');
}
