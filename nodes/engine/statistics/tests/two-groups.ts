import { closest } from '../../../base/closest.ts';
import { fail } from '../../../contract/errors/index.ts';
import type { GroupSpreads } from '../moments.ts';
import { many } from '../words.ts';

/** Groups are looked at until there are this many; a column with more is no grouping. */
export const mostGroups = 200;

const shown = 12;
const valuesOf = (labels: readonly string[]): string =>
  labels.length > shown
    ? `${labels.slice(0, shown).join(', ')} and ${many(labels.length - shown, 'other')}`
    : labels.join(', ');

/** Numbers by size, others by the alphabet. */
export const byLabel = (a: { label: string }, b: { label: string }): number =>
  a.label.localeCompare(b.label, 'en', { numeric: true });

/**
 * The two groups to compare: those chosen, or the only two there are, in order.
 * STATISTICS_GROUPS, STATISTICS_GROUP_UNKNOWN.
 */
export function pickTwo<G extends { label: string }>(
  groups: readonly G[],
  { column, chosen }: { column: string; chosen: readonly string[] },
): [G, G] {
  const labels = groups.map(({ label }) => label);
  const values = valuesOf(labels);
  for (const value of chosen) {
    if (labels.includes(value)) continue;
    const near = closest(value, labels);
    const suggestion = near ? `; did you mean “${near}”?` : '';
    throw fail('STATISTICS_GROUP_UNKNOWN', { column, value, suggestion, values });
  }
  const picked =
    chosen.length === 2 ? chosen.map((value) => groups[labels.indexOf(value)]!) : [...groups].sort(byLabel);
  const [first, second] = picked;
  if (!first || !second || picked.length > 2) {
    const found = groups.length >= mostGroups ? `${mostGroups} or more` : groups.length;
    throw fail('STATISTICS_GROUPS', { column, found, needed: 'two of them', values });
  }
  return [first, second];
}

/** At least two groups, and not too many. STATISTICS_GROUPS, STATISTICS_TOO_MANY_VALUES. */
export function requireGroups(groups: readonly { label: string }[], column: string): void {
  if (groups.length > mostGroups) throw fail('STATISTICS_TOO_MANY_VALUES', { column, most: mostGroups });
  if (groups.length < 2) {
    const values = valuesOf(groups.map(({ label }) => label)) || 'none';
    throw fail('STATISTICS_GROUPS', { column, found: groups.length, needed: 'at least two', values });
  }
}

/** Rows left out for want of a value, or of a group: those of `all` groups that were found, of which `groups` are compared. */
export function emptyIn(
  groups: readonly GroupSpreads[],
  { at, all, count }: { at: number; all: readonly GroupSpreads[]; count: number },
): number {
  const grouped = all.reduce((sum, { rows }) => sum + rows, 0);
  const ungrouped = all.length < mostGroups ? count - grouped : 0;
  return groups.reduce((sum, { rows, spreads }) => sum + rows - (spreads[at]?.count ?? 0), ungrouped);
}
