import { runCommand } from '../../commands/run-commands.ts';
import { addBefore } from '../../flow/add-before.ts';
import type { CanvasEvents } from '../../flow/canvas-events.ts';
import type { Kinds } from '../../flow/connect-rules.ts';
import { sizes } from '../../flow/graph.ts';
import { editProject, loadedProject } from '../../state/edit-project.ts';
import { type QuickAdd, useSelection } from '../../state/selection.ts';
import { useWorkbench } from '../../state/workbench.ts';
import type { Choice } from './quick-add-entries.ts';
import { besideZone, insertRecipe } from './use-canvas-events.ts';

interface Place {
  projectId: string;
  kinds: Kinds;
  events: CanvasEvents;
}

/** Carries out what was chosen in the menu of what to add, as one edit. */
export function addChosen({ projectId, kinds, events }: Place, choice: Choice, at: QuickAdd): void {
  const { before, wire } = at;
  if ('files' in choice) {
    if (before === undefined) runCommand('flow.add-files');
    else useWorkbench.getState().set({ addFiles: { files: [], at: cornerAt(at.flow), into: before } });
  } else if ('data' in choice) {
    if (before !== undefined) events.onConnect(choice.data, before);
  } else if (before !== undefined) insertBefore({ projectId, kinds }, choice, { before, at: at.flow });
  else if (wire) events.onSplice(wire, { kind: choice.kind.id });
  else insertRecipe(projectId, choice.kind, { from: at.from, at: at.flow });
}

const cornerAt = ({ x, y }: QuickAdd['flow']) => ({
  x: x - sizes.dataset.width / 2,
  y: y - sizes.dataset.height / 2,
});

/** Adds a recipe before a node, connects it and selects it. */
function insertBefore(
  { projectId, kinds }: Omit<Place, 'events'>,
  { kind }: Extract<Choice, { kind: unknown }>,
  where: { before: string; at: QuickAdd['flow'] },
): void {
  const project = loadedProject(projectId)?.project;
  const made = project && addBefore(project, kinds, { kind, ...where });
  if (!made) return;
  void editProject(projectId, [...made.edits, ...besideZone(project, made.edits, [where.before])], {
    label: `Add ${kind.label} recipe`,
  });
  useSelection.getState().set({ reveal: made.id, ids: [made.id], wires: [] });
}
