/** `a, b, c and 2 more`: at most the first `most` of some words, and how many are left. */
export function firstFew(words: readonly string[], most: number): string {
  const left = words.length - most;
  return `${words.slice(0, most).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
