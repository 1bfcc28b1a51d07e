import { canonicalJson } from '../../nodes/base/canonical-json.ts';
import type { Edit, Project } from '../../nodes/contract/project/index.ts';

/** Who wins where both changed the same field. */
export type Side = 'mine' | 'theirs';

/** A field that this window and somebody else changed to different values. */
export interface Clash {
  /** Names of the fields and ids of the list items that lead to it; empty for the whole object. */
  path: readonly string[];
  mine: unknown;
  theirs: unknown;
}

export interface Versions {
  /** What the person saw when the change was made; undefined or null: the object was not there. */
  seen: unknown;
  mine: unknown;
  /** As the project has it now. */
  theirs: unknown;
}

export interface Merged {
  value: unknown;
  clashes: Clash[];
}

type Fields = Record<string, unknown>;
type Item = Fields & { id: string };

const absent = (value: unknown): boolean => value === undefined || value === null;

/** Equal as the project's files are; nothing and null are the same. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b ||
  (absent(a) && absent(b)) ||
  (typeof a === 'object' && typeof b === 'object' && !absent(a) && !absent(b) && canonicalJson(a) === canonicalJson(b));

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.every((one) => isFields(one) && typeof one.id === 'string');

/**
 * Puts two changes of one object together, field by field: what one side alone changed stays changed. Lists of items with
 * ids (steps, rules, tiles) are merged item by item. Where both sides changed the same field differently, `side` wins and
 * the field is named in `clashes`.
 */
export function mergeValues({ seen, mine, theirs }: Versions, side: Side, path: readonly string[] = []): Merged {
  if (same(mine, theirs) || same(seen, mine)) return { value: theirs, clashes: [] };
  if (same(seen, theirs)) return { value: mine, clashes: [] };
  if (isFields(mine) && isFields(theirs)) {
    return mergeFields({ seen: isFields(seen) ? seen : {}, mine, theirs }, side, path);
  }
  if (isItems(mine) && isItems(theirs) && (absent(seen) || isItems(seen))) {
    return mergeItems({ seen: isItems(seen) ? seen : [], mine, theirs }, side, path);
  }
  return { value: side === 'mine' ? mine : theirs, clashes: [{ path, mine, theirs }] };
}

function mergeFields(
  { seen, mine, theirs }: { seen: Fields; mine: Fields; theirs: Fields },
  side: Side,
  path: readonly string[],
): Merged {
  const value: Fields = {};
  const clashes: Clash[] = [];
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const merged = mergeValues({ seen: seen[key], mine: mine[key], theirs: theirs[key] }, side, [...path, key]);
    clashes.push(...merged.clashes);
    if (!absent(merged.value) || key in (side === 'mine' ? mine : theirs)) value[key] = merged.value;
    if (value[key] === undefined) delete value[key];
  }
  return { value, clashes };
}

function mergeItems(
  { seen, mine, theirs }: { seen: Item[]; mine: Item[]; theirs: Item[] },
  side: Side,
  path: readonly string[],
): Merged {
  const find = (list: Item[], id: string) => list.find((one) => one.id === id);
  const clashes: Clash[] = [];
  const kept = new Map<string, unknown>();
  for (const id of new Set([...mine, ...theirs].map((one) => one.id))) {
    const versions = { seen: find(seen, id), mine: find(mine, id), theirs: find(theirs, id) };
    const merged = mergeValues(versions, side, [...path, id]);
    clashes.push(...merged.clashes);
    if (!absent(merged.value)) kept.set(id, merged.value);
  }
  const order = (list: Item[]) => list.filter(({ id }) => find(seen, id)).map(({ id }) => id);
  const theirsMoved = !same(
    order(theirs),
    order(seen).filter((id) => find(theirs, id)),
  );
  const [first, second] = theirsMoved ? [theirs, mine] : [mine, theirs];
  return { value: orderOf(first, second).flatMap((id) => (kept.has(id) ? [kept.get(id)] : [])), clashes };
}

/** Ids of both lists: in the first one's order, what only the second has after what it follows there. */
function orderOf(first: readonly Item[], second: readonly Item[]): string[] {
  const ids = first.map(({ id }) => id);
  let before: string | null = null;
  for (const { id } of second) {
    if (!ids.includes(id)) ids.splice(before === null ? 0 : ids.indexOf(before) + 1, 0, id);
    before = id;
  }
  return ids;
}

/** The present value of what an edit changes; null when it is not there. */
export function objectIn(project: Project, { family, id }: Pick<Edit, 'family' | 'id'>): unknown {
  const part: unknown = project[family];
  if (family === 'info' || family === 'variables' || family === 'layout') return part;
  return (part as Record<string, unknown>)[id] ?? null;
}

export interface MergedEdits {
  /** What is left to do on the project as it is now; empty when it is done already. */
  edits: Edit[];
  /** Clashing fields by the object they are in. */
  clashes: { edit: Edit; theirs: unknown; fields: Clash[] }[];
}

/** Brings edits that were made on what was `seen` onto the project as it is now. */
export function mergeEdits(
  { edits, seen, project }: { edits: readonly Edit[]; seen: readonly Edit[]; project: Project },
  side: Side,
): MergedEdits {
  const result: MergedEdits = { edits: [], clashes: [] };
  for (const edit of edits) {
    const before = seen.find(({ family, id }) => family === edit.family && id === edit.id);
    const theirs = objectIn(project, edit);
    const merged = before
      ? mergeValues({ seen: before.value, mine: edit.value, theirs }, side)
      : { value: edit.value, clashes: [] };
    if (merged.clashes.length > 0) result.clashes.push({ edit, theirs, fields: merged.clashes });
    if (!same(merged.value, theirs)) result.edits.push({ ...edit, value: merged.value ?? null });
  }
  return result;
}
