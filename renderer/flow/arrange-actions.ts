import type { Edit } from '../../nodes/contract/project/index.ts';
import { canvas } from '../state/canvas.ts';
import { editProject } from '../state/edit-project.ts';
import { tellDone } from '../state/notify.ts';
import { nodesWord, type Scene, scene } from './actions.ts';
import { layoutEdit } from './edits.ts';
import { graphOf, sizes, typeOf } from './graph.ts';
import type { Places } from './layout.ts';
import { movedWords, moveEdits, newPlaces } from './moves.ts';
import { distributed, layOutWithZones, tidyAround, tidyPart } from './tidy.ts';
import { noteNodeId } from './zones.ts';

const STEP = 16;
const PAN = 120;

type Way = 'left' | 'right' | 'up' | 'down';
const ways: Record<Way, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Moves what is selected a little in a direction; without a selection the view. */
export function nudge(projectId: string | null, way: Way): void {
  const now = scene(projectId);
  const { x, y } = ways[way];
  if (!now || now.ids.length + now.notes.length === 0) {
    canvas()?.panBy({ x: x * PAN, y: y * PAN });
    return;
  }
  const places = canvas()?.places() ?? {};
  const moved = (id: string) => ({ x: (places[id]?.x ?? 0) + x * STEP, y: (places[id]?.y ?? 0) + y * STEP });
  const all = [...now.ids, ...now.notes.map(noteNodeId)];
  void editProject(now.id, moveEdits(now.project, Object.fromEntries(all.map((id) => [id, moved(id)]))), {
    label: `Move ${movedWords(all)}`,
    group: `nudge:${all.join(' ')}`,
  });
}

/** Lays out the selection when it is more than a node, else all that nobody put where it is. */
export function tidy(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  const places = canvas()?.places() ?? {};
  if (now.ids.length > 1) {
    place(now, tidyPart(now.project, places, now.ids), `Tidy up ${nodesWord(now.ids.length)}`);
    return;
  }
  if (!place(now, tidyAround(now.project, places), 'Tidy up the flow'))
    tellDone('It is tidy already', 'What was put somewhere by hand stays there; Alt+Shift+A lays out that too.');
  window.setTimeout(() => canvas()?.fit(), 50);
}

/** Gives nodes new places; tells whether any stands elsewhere now. */
function place({ id, project }: Scene, wanted: Places, label: string): boolean {
  const moved = newPlaces(project, wanted);
  if (Object.keys(moved).length === 0) return false;
  void editProject(id, [layoutEdit(project, moved)], { label });
  return true;
}

/** Lays out everything, also what was put somewhere by hand. */
export function tidyAll(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  const nodes = layOutWithZones(now.project, graphOf(now.project));
  const isTidy = Object.keys(newPlaces(now.project, nodes)).length === 0;
  const edit: Edit = { family: 'layout', id: '-', value: { ...now.project.layout, nodes } };
  if (!isTidy) void editProject(now.id, [edit], { label: 'Tidy up everything' });
  window.setTimeout(() => canvas()?.fit(), 50);
}

/** Makes the gaps between the selected nodes equal; the outermost stay. `x` goes along a row, `y` down a column. */
export function distributeSelected(projectId: string | null, axis: 'x' | 'y'): void {
  const now = scene(projectId);
  const places = canvas()?.places() ?? {};
  if (!now || now.ids.length < 3) return;
  const boxes = now.ids.flatMap((id) => {
    const size = sizes[typeOf(now.project, id) ?? 'dataset'];
    return places[id] ? [{ id, at: places[id][axis], size: axis === 'x' ? size.width : size.height }] : [];
  });
  const moved = Object.entries(distributed(boxes)).flatMap(([id, at]) =>
    places[id] ? [[id, { ...places[id], [axis]: at }] as const] : [],
  );
  const label = `Distribute ${nodesWord(now.ids.length)}`;
  void editProject(now.id, [layoutEdit(now.project, Object.fromEntries(moved), true)], { label });
}

/** Puts the middles of the selected nodes on one line; `y` makes a row, `x` a column. */
export function alignSelected(projectId: string | null, axis: 'x' | 'y'): void {
  const now = scene(projectId);
  const places = canvas()?.places() ?? {};
  if (!now || now.ids.length < 2) return;
  const half = (id: string) => {
    const size = sizes[typeOf(now.project, id) ?? 'dataset'];
    return (axis === 'x' ? size.width : size.height) / 2;
  };
  const middles = now.ids.map((id) => (places[id]?.[axis] ?? 0) + half(id));
  const line = middles.reduce((sum, value) => sum + value, 0) / middles.length;
  const moved = Object.fromEntries(
    now.ids.flatMap((id) =>
      places[id] ? [[id, { ...places[id], [axis]: Math.round((line - half(id)) / 4) * 4 }]] : [],
    ),
  );
  void editProject(now.id, [layoutEdit(now.project, moved, true)], { label: `Align ${nodesWord(now.ids.length)}` });
}
