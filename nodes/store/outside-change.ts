import { canonicalJson } from '../base/canonical-json.ts';
import { familyNames, type Project } from '../contract/project/index.ts';
import type { Change } from './project-files.ts';
import { type EditFamily, isSingle, singleFiles } from './project-format.ts';

/** How a project differs from what it was, object by object; none when only the look of the files is another. */
export function changesBetween(before: Project, after: Project): Change[] {
  const singles = (Object.keys(singleFiles) as (keyof typeof singleFiles)[]).flatMap((family) =>
    changeOf({ family, id: '-' }, before[family], after[family]),
  );
  const objects = familyNames.flatMap((family) => {
    const [old, now]: Record<string, unknown>[] = [before[family], after[family]];
    if (old === now) return [];
    return [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])]
      .sort()
      .flatMap((id) => changeOf({ family, id }, old?.[id], now?.[id]));
  });
  return [...singles, ...objects];
}

/** A project with some of its objects as another one has them. */
export function withObjects(
  project: Project,
  from: Project,
  objects: readonly Pick<Change, 'family' | 'id'>[],
): Project {
  const next: Project = { ...project };
  for (const { family, id } of objects) {
    if (isSingle(family)) {
      Object.assign(next, { [family]: from[family] });
      continue;
    }
    const { [id]: _, ...others }: Record<string, unknown> = next[family];
    const now = Object.hasOwn(from[family], id)
      ? { ...others, [id]: (from[family] as Record<string, unknown>)[id] }
      : others;
    Object.assign(next, { [family]: Object.setPrototypeOf(now, null) });
  }
  return next;
}

function changeOf(of: { family: EditFamily; id: string }, before: unknown = null, after: unknown = null): Change[] {
  if (before === after || canonicalJson(before) === canonicalJson(after)) return [];
  return [{ ...of, before, after }];
}

/** What people call the changed objects. */
export const namesOf = (changes: readonly Change[]): string[] =>
  changes.map(({ family, id, before, after }) =>
    id === '-' ? (family === 'info' ? 'project' : family) : (nameIn(after) ?? nameIn(before) ?? id),
  );

const nameIn = (value: unknown): string | undefined => {
  const { name } = (value ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
};
