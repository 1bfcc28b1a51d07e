import type { Edit } from '../../../nodes/contract/project/index.ts';
import { dataBefore } from '../../flow/add-before.ts';
import { catalogKinds } from '../../flow/catalog-kinds.ts';
import { layoutEdit } from '../../flow/edits.ts';
import { freeName, takenNames } from '../../flow/free-name.ts';
import { takenIds } from '../../flow/graph.ts';
import { freeId } from '../../flow/ids.ts';
import { columnFrom } from '../../flow/new-places.ts';
import { editProject, loadedProject } from '../../state/edit-project.ts';
import { useSelection } from '../../state/selection.ts';
import type { Added } from './use-added-items.ts';
import { besideZone } from './use-canvas-events.ts';

interface Where {
  at: { x: number; y: number };
  /** The recipe that is to read them. */
  into?: string;
}

/** One edit that makes a dataset of each item, in a column on the canvas, as inputs of the recipe that they are for. */
export function createDatasets(projectId: string, list: readonly Added[], { at, into }: Where): void {
  const project = loadedProject(projectId)?.project;
  if (!project) return;
  const [taken, names] = [takenIds(project), takenNames(project)];
  const made: Edit[] = list.flatMap(({ name, draft, found }): Edit[] => {
    if (!draft || !found) return [];
    const id = freeId(name, taken);
    const { schema } = found;
    const source = { kind: 'files', connection: draft.connection, path: draft.path, format: found.format };
    return [{ family: 'datasets', id, value: { id, name: freeName(name.trim() || id, names), source, schema } }];
  });
  const ids = made.map(({ id }) => id);
  const label = made.length === 1 ? `Add dataset ${list[0]?.name}` : `Add ${made.length} datasets`;
  const isInput = into !== undefined && project.recipes[into] !== undefined;
  const edits = isInput
    ? [...made, ...dataBefore(project, catalogKinds(), { made, before: into, at })]
    : [...made, layoutEdit(project, columnFrom(project, ids, at))];
  const zoned = isInput ? besideZone(project, edits, [into]) : [];
  void editProject(projectId, [...edits, ...zoned], { label });
  useSelection.getState().set({ reveal: ids[0] ?? null });
}
