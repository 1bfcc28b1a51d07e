import { useMemo } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Edit, Project } from '../../../nodes/contract/project/index.ts';
import { droppedFiles } from '../../explore/import/dropped-files.ts';
import { takesBefore } from '../../flow/add-before.ts';
import type { CanvasEvents } from '../../flow/canvas-events.ts';
import { connected, connectionOf, continued, type Kinds } from '../../flow/connect-rules.ts';
import { addRecipe, recipeEdit, renameNode } from '../../flow/edits.ts';
import { hasNamesake } from '../../flow/free-name.ts';
import { typeOf } from '../../flow/graph.ts';
import type { Places } from '../../flow/layout.ts';
import { movedWords, moveEdits } from '../../flow/moves.ts';
import { type Spliced, splice } from '../../flow/splice.ts';
import { moveToZone, zoneAt, zoneByNode } from '../../flow/zones.ts';
import { applyEdits } from '../../state/apply-edits.ts';
import { editProject, loadedProject } from '../../state/edit-project.ts';
import { tellWarning } from '../../state/notify.ts';
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

/** Moves nodes and notes that were dragged; a node dropped on a zone goes into it. */
function moveAll(project: Project, wanted: Places): void {
  const edits = moveEdits(project, wanted);
  const ids = Object.keys(wanted);
  const nodes = ids.filter((id) => typeOf(project, id));
  const joined = edits.length > 0 ? intoZones(applyEdits(project, edits), nodes) : [];
  void editProject(project.info.id, [...edits, ...joined], { label: `Move ${movedWords(ids)}` });
}

/** Edits that put nodes which are in no zone into the zone that they stand in. */
function intoZones(project: Project, ids: readonly string[]): Edit[] {
  const zones = project.layout.zones;
  if (!zones) return [];
  const byNode = zoneByNode(project);
  const wanted = new Map<string, string[]>();
  for (const id of ids) {
    const zone = byNode.has(id) ? null : zoneAt(project, id, project.layout.nodes);
    if (zone) wanted.set(zone.id, [...(wanted.get(zone.id) ?? []), id]);
  }
  const edits: Edit[] = [];
  for (const [zone, nodes] of wanted) edits.push(moveToZone(applyEdits(project, edits), nodes, zone));
  return edits;
}

/** Edits that put what was made into the zone of what it continues, or that it stands in. */
export function besideZone(project: Project, made: readonly Edit[], from: readonly string[]): Edit[] {
  if (!project.layout.zones) return [];
  const after = applyEdits(project, made);
  const ids = made.flatMap(({ id, value }) =>
    value !== null && typeOf(after, id) && !typeOf(project, id) ? [id] : [],
  );
  const zone = zoneByNode(project).get(from[0] ?? '');
  return zone ? [moveToZone(after, ids, zone.id)] : intoZones(after, ids);
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
  void editProject(projectId, [...edits, ...besideZone(project, edits, where.from)], {
    label: `Add ${kind.label} recipe`,
  });
  useSelection.getState().set({ reveal: id, ids: [id], wires: [] });
}

/** Gives a node another name; one that another dataset or model has is refused, since nothing else tells them apart. */
function rename(project: Project, id: string, name: string): void {
  if ((project.recipes[id] ?? project.datasets[id] ?? project.models[id])?.name === name) return;
  if (hasNamesake(project, id, name)) {
    tellWarning(
      `There is another “${name}”`,
      'Recipes and charts find data and models by their names. Choose another one.',
    );
    return;
  }
  void editProject(project.info.id, renameNode(project, id, name), { label: `Rename to ${name}` });
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
        const now = project();
        const ends = into.split('→');
        const zoned = now ? besideZone(now, made.edits, ends) : [];
        void editProject(projectId, [...made.edits, ...zoned], { label: 'Insert a recipe into a wire' });
        useSelection.getState().set({ reveal: made.id, ids: [made.id], wires: [] });
      },
      canConnect: (source, target) => wire(source, target) !== null,
      onConnect: (source, target) => {
        const made = wire(source, target);
        if (made) void editProject(projectId, [recipeEdit(connected(made))], { label: `Connect ${made.recipe.name}` });
      },
      onMove: (moved) => {
        const now = project();
        if (now) moveAll(now, moved);
      },
      onRename: (id, name) => {
        const now = project();
        if (now) rename(now, id, name);
      },
      onQuickAdd: ({ from, ...at }) => {
        const now = project();
        if (at.before !== undefined && !(now && takesBefore(now, kinds, at.before))) return;
        const start = from && now ? continued(now, from) : null;
        useSelection.getState().set({ quickAdd: { ...at, from: start ? [start] : [] } });
      },
      onContextMenu,
      onOpen,
      onDrop: (data, at, onto) => {
        const kind = kinds.get(data.getData(PALETTE_DATA));
        if (data.files.length > 0) void droppedFiles(data).then((files) => onFiles(files, at));
        else if (kind) {
          const now = project();
          const from = onto && now && !now.recipes[onto] ? [onto] : [];
          insertRecipe(projectId, kind, { from, at: from.length > 0 ? { x: at.x + 200, y: at.y } : at });
        }
      },
    };
  }, [projectId, kinds, onContextMenu, onFiles, onOpen]);
}
