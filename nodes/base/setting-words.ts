/** Keys that only wrap the setting they lead to. */
const wrappers = new Set(['settings', 'source', 'content', 'chart']);

const wordsOf = (key: string): string => key.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
const one = (list: string): string => list.replace(/s$/, '');

/** The way to a setting in words: `settings.steps.2.settings.joinKeys` → `step 3 · join keys`. */
export function settingWords(path: readonly string[]): string {
  const words: string[] = [];
  for (const [at, key] of path.entries()) {
    if (/^\d+$/.test(key)) {
      const list = at > 0 ? words.pop() : undefined;
      words.push(`${list === undefined ? '' : `${one(list)} `}${Number(key) + 1}`);
    } else if (!wrappers.has(key)) words.push(wordsOf(key));
  }
  return words.join(' · ');
}
