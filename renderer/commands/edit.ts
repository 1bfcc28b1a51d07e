import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { loadedProject, redo, undo } from '../state/edit-project.ts';
import { useSelection } from '../state/selection.ts';
import { unsentOf } from '../state/unsent.ts';
import { type CommandContext, defineCommands } from './command.ts';

/** Not while something is dragged: its move is no step yet, and would be put on top of what is undone. */
const canEdit = ({ project, readOnly }: CommandContext) =>
  project !== null && !readOnly && !useSelection.getState().dragging;

const historyOf = (project: string) => loadedProject(project)?.history;

export const editCommands = defineCommands([
  {
    id: 'edit.undo',
    label: 'Undo',
    group: 'Edit',
    icon: IconArrowBackUp,
    keys: ['mod+z'],
    when: canEdit,
    useful: ({ project }) => project !== null && (historyOf(project)?.undo != null || unsentOf(project).length > 0),
    run: async ({ project }) => {
      if (project) await undo(project);
    },
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    group: 'Edit',
    icon: IconArrowForwardUp,
    keys: ['mod+shift+z', 'mod+y'],
    when: canEdit,
    useful: ({ project }) => project !== null && historyOf(project)?.redo != null,
    run: async ({ project }) => {
      if (project) await redo(project);
    },
  },
]);
