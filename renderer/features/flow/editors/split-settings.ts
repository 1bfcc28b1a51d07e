interface ByShare {
  kind: 'share';
  shares: number[];
  seed: number;
  keys: string[];
}
interface ByFormula {
  kind: 'formula';
  conditions: string[];
}
interface ByValues {
  kind: 'values';
  column: string;
  values: string[][];
}
export type SplitMethod = ByShare | ByFormula | ByValues;

/** The method of the settings with what they leave out. */
export function splitMethod(settings: Record<string, unknown>): SplitMethod {
  const given = (settings.method ?? { kind: 'share' }) as Partial<
    Omit<ByShare, 'kind'> & Omit<ByFormula, 'kind'> & Omit<ByValues, 'kind'>
  > & { kind?: string };
  if (given.kind === 'formula') return { kind: 'formula', conditions: given.conditions ?? [] };
  if (given.kind === 'values') return { kind: 'values', column: given.column ?? '', values: given.values ?? [] };
  return { kind: 'share', shares: given.shares ?? [0.8], seed: given.seed ?? 1, keys: given.keys ?? [] };
}

/** A list with one place set, gaps before it filled. */
const placed = <T>(list: readonly T[], at: number, value: T, empty: T): T[] =>
  Array.from({ length: Math.max(list.length, at + 1) }, (_, index) => (index === at ? value : (list[index] ?? empty)));

export const withShare = (method: ByShare, at: number, share: number): ByShare => ({
  ...method,
  shares: placed(method.shares, at, share, 0),
});

/** A condition that nobody has written yet lets no row through. */
export const withCondition = (method: ByFormula, at: number, condition: string): ByFormula => ({
  ...method,
  conditions: placed(method.conditions, at, condition || 'false', 'false'),
});

export const withValues = (method: ByValues, at: number, values: string[]): ByValues => ({
  ...method,
  values: placed(method.values, at, values, []),
});
