import type { CatalogKind } from '../../nodes/contract/catalog.ts';

/** `machine-learning` → `Machine learning`. */
export const categoryLabel = (category: string): string => {
  const words = category.replaceAll('-', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Kinds that a search finds, best first: label before keywords before help. All of them for an empty query. */
export function matching<K extends Pick<CatalogKind, 'label' | 'id' | 'keywords' | 'help' | 'category'>>(
  kinds: readonly K[],
  query: string,
): K[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [...kinds];
  const rank = (kind: K): number => {
    const label = kind.label.toLowerCase();
    if (label.startsWith(wanted)) return 0;
    if (label.includes(wanted) || kind.id.includes(wanted)) return 1;
    if (kind.keywords.some((word) => word.toLowerCase().includes(wanted))) return 2;
    return `${kind.category} ${kind.help}`.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return kinds
    .map((kind) => ({ kind, at: rank(kind) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

/** Kinds grouped by category, in order of first appearance; the names are ready to be shown. */
export function byCategory<K extends { category: string }>(kinds: readonly K[]): [category: string, kinds: K[]][] {
  const groups = new Map<string, K[]>();
  for (const kind of kinds) {
    const label = categoryLabel(kind.category);
    groups.set(label, [...(groups.get(label) ?? []), kind]);
  }
  return [...groups];
}
