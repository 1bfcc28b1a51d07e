export interface Condition {
  left: string;
  leftInput?: number;
  right: string;
  compare?: string;
}

export interface JoinStep {
  kind?: string;
  on?: Condition[];
  columns?: string[];
  prefix?: string;
}

export const joinKinds = [
  { value: 'left', label: 'Left join' },
  { value: 'inner', label: 'Inner join' },
  { value: 'right', label: 'Right join' },
  { value: 'full', label: 'Full join' },
  { value: 'left-anti', label: 'Without match' },
  { value: 'right-anti', label: 'Only unmatched' },
  { value: 'cross', label: 'Cross join' },
  { value: 'asof', label: 'As-of join' },
] as const;

export const comparisons = [
  { value: 'eq', label: '=' },
  { value: 'ne', label: '≠' },
  { value: 'lt', label: '<' },
  { value: 'le', label: '≤' },
  { value: 'gt', label: '>' },
  { value: 'ge', label: '≥' },
] as const;

/** The join steps of the settings, one for each input after the first. */
export function joinSteps(settings: Record<string, unknown>, inputs: number): JoinStep[] {
  const given = Array.isArray(settings.joins) ? (settings.joins as JoinStep[]) : [];
  return Array.from({ length: Math.max(0, inputs - 1) }, (_, index) => given[index] ?? { kind: 'left', on: [] });
}

/** Columns with the same name on both sides: the likely keys. Names that look like keys go first. */
export function likelyKeys(left: readonly string[], right: readonly string[]): string[] {
  const known = new Set(left);
  const looksLikeKey = (name: string) => /(^|_)(id|num|key|code)$/i.test(name);
  const shared = right.filter((name) => known.has(name));
  const keys = shared.filter(looksLikeKey);
  return keys.length > 0 ? keys : shared.slice(0, 1);
}
