import { type Edit, type Family, familyNames, type Project } from '../../nodes/contract/project/index.ts';

const isFamily = (name: string): name is Family => (familyNames as readonly string[]).includes(name);

/** The project after `edits`, for showing it before the node has answered. Untouched objects keep their identity. */
export function applyEdits(project: Project, edits: readonly Edit[]): Project {
  const next: Project = { ...project };
  for (const { family, id, value } of edits) {
    if (isFamily(family)) {
      const objects: Record<string, unknown> = { ...next[family] };
      if (value === null) delete objects[id];
      else objects[id] = value;
      Object.assign(next, { [family]: objects });
    } else if (value !== null) {
      Object.assign(next, { [family]: value });
    }
  }
  return next;
}
