import { type Edit, type Family, familyNames, type Project } from '../../nodes/contract/project/index.ts';
import { objectIn, same } from './merge-edits.ts';

/** The same value with an id replaced wherever it stands, as a text or as a key. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((one) => renamed(one, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key === from ? to : key, renamed(one, from, to)]),
  );
}

export const renameIn = (edits: readonly Edit[], from: string, to: string): Edit[] =>
  edits.map((edit) => ({
    ...edit,
    id: edit.id === from ? to : edit.id,
    value: renamed(edit.value, from, to),
  }));

/** Rule sets and worksheets carry the id of their dataset, so theirs is not free to change. */
const hasOwnId = (family: string): family is Family =>
  family !== 'quality' && family !== 'statistics' && (familyNames as readonly string[]).includes(family);

function freeId(id: string, taken: ReadonlySet<string>): string {
  let n = 2;
  while (taken.has(`${id}_${n}`)) n += 1;
  return `${id}_${n}`;
}

/**
 * New objects whose id somebody else took meanwhile, with a free one for each: two windows that add the same recipe at the
 * same time end up with both.
 */
export function takenIds(
  { edits, seen }: { edits: readonly Edit[]; seen: readonly Edit[] },
  project: Project,
): Map<string, string> {
  const taken = new Set(familyNames.flatMap((family) => Object.keys(project[family])));
  const result = new Map<string, string>();
  for (const edit of edits) {
    const before = seen.find(({ family, id }) => family === edit.family && id === edit.id);
    const isNew = hasOwnId(edit.family) && edit.value !== null && before?.value === null;
    const theirs = objectIn(project, edit);
    if (!isNew || theirs === null || same(theirs, edit.value) || result.has(edit.id)) continue;
    const free = freeId(edit.id, taken);
    taken.add(free);
    result.set(edit.id, free);
  }
  return result;
}
