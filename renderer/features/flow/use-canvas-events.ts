import { useMemo } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import type { CanvasEvents } from '../../flow/canvas-events.ts';
import { connected, connectionOf, type Kinds } from '../../flow/connect-rules.ts';
import { addRecipe, layoutEdit, recipeEdit, renameNode } from '../../flow/edits.ts';
import { type Spliced, splice } from '../../flow/splice.ts';
import { editProject, loadedProject } from '../../state/edit-project.ts';
import { useSelection } from '../../state/selection.ts';
import { PALETTE_DATA } from './Palette.tsx';

type Point = { x: number; y: number };

type Wire = ReturnType<typeof connectionOf>;
const known = new WeakMap<Project, Map<string, Wire>>();

/** What a wire would mean; remembered for as long as the project stays as it is, since a drag asks for every node. */
function wireOf(project: Project, kinds: Kinds, [source, target]: [string, string]): Wire {
  const wires = known.get(project) ?? new Map<string, Wire>();
  known.set(project, wires);
  const key = `${source} ${target}`;
  const found = wires.get(key);
  if (found !== undefined) return found;
  const made = connectionOf(project, kinds, { source, target });
  wires.set(key, made);
  return made;
}

/** Adds a recipe with its outputs and selects it. */
export function insertRecipe(
  projectId: string,
  kind: CatalogKind,
  where: { from: readonly string[]; at: Point },
): void {
  const project = loadedProject(projectId)?.project;
  if (!project) return;
  const { edits, id } = addRecipe(project, { kind, ...where });
  void editProject(projectId, edits, { label: `Add ${kind.label} recipe` });
  useSelection.getState().set({ reveal: id });
}

interface Hooks {
  onContextMenu: CanvasEvents['onContextMenu'];
  onFiles: (files: File[], at: Point) => void;
  onOpen: (id: string) => void;
}

/** Turns what happens on the canvas into edits of the project. */
export function useCanvasEvents(projectId: string, kinds: Kinds, hooks: Hooks): CanvasEvents {
  const { onContextMenu, onFiles, onOpen } = hooks;
  return useMemo<CanvasEvents>(() => {
    const project = () => loadedProject(projectId)?.project;
    const wire = (source: string, target: string) => {
      const now = project();
      return now ? wireOf(now, kinds, [source, target]) : null;
    };
    const spliceOf = (into: string, what: Spliced) => {
      const now = project();
      return now ? splice(now, kinds, { wire: into, what }) : null;
    };
    return {
      canSplice: (into, what) => spliceOf(into, what) !== null,
      onSplice: (into, what) => {
        const made = spliceOf(into, what);
        if (!made) return;
        void editProject(projectId, made.edits, { label: 'Insert a recipe into a wire' });
        useSelection.getState().set({ reveal: made.id });
      },
      canConnect: (source, target) => wire(source, target) !== null,
      onConnect: (source, target) => {
        const made = wire(source, target);
        if (made) void editProject(projectId, [recipeEdit(connected(made))], { label: `Connect ${made.recipe.name}` });
      },
      onMove: (moved) => {
        const now = project();
        const count = Object.keys(moved).length;
        const label = count === 1 ? 'Move node' : `Move ${count} nodes`;
        if (now && count > 0) void editProject(projectId, [layoutEdit(now, moved)], { label });
      },
      onRename: (id, name) => {
        const now = project();
        if (now) void editProject(projectId, renameNode(now, id, name), { label: `Rename to ${name}` });
      },
      onQuickAdd: (quickAdd) => useSelection.getState().set({ quickAdd }),
      onContextMenu,
      onOpen,
      onDrop: (data, at, onto) => {
        const kind = kinds.get(data.getData(PALETTE_DATA));
        if (data.files.length > 0) onFiles([...data.files], at);
        else if (kind) {
          const now = project();
          const from = onto && now && !now.recipes[onto] ? [onto] : [];
          insertRecipe(projectId, kind, { from, at: from.length > 0 ? { x: at.x + 200, y: at.y } : at });
        }
      },
    };
  }, [projectId, kinds, onContextMenu, onFiles, onOpen]);
}
