import type { Edit } from '../../nodes/contract/project/index.ts';
import { canvas } from '../state/canvas.ts';
import { editProject } from '../state/edit-project.ts';
import { nodesWord, scene } from './actions.ts';
import { layoutEdit } from './edits.ts';
import { graphOf, sizes, typeOf } from './graph.ts';
import { distributed, layOutWithZones, tidyAround, tidyPart } from './tidy.ts';

/** Lays out the selection when it is more than a node, else all that nobody put where it is. */
export function tidy(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  const places = canvas()?.places() ?? {};
  if (now.ids.length > 1) {
    const moved = tidyPart(now.project, places, now.ids);
    void editProject(now.id, [layoutEdit(now.project, moved)], { label: `Tidy up ${nodesWord(now.ids.length)}` });
    return;
  }
  const edits = [layoutEdit(now.project, tidyAround(now.project, places))];
  void editProject(now.id, edits, { label: 'Tidy up the flow' });
  window.setTimeout(() => canvas()?.fit(), 50);
}

/** Lays out everything, also what was put somewhere by hand. */
export function tidyAll(projectId: string | null): void {
  const now = scene(projectId);
  if (!now) return;
  const nodes = layOutWithZones(now.project, graphOf(now.project));
  const edit: Edit = { family: 'layout', id: '-', value: { ...now.project.layout, nodes } };
  void editProject(now.id, [edit], { label: 'Tidy up everything' });
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
