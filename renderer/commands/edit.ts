import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { redo, undo } from '../state/edit-project.ts';
import { type CommandContext, defineCommands } from './command.ts';

const canEdit = ({ project, readOnly }: CommandContext) => project !== null && !readOnly;

export const editCommands = defineCommands([
  {
    id: 'edit.undo',
    label: 'Undo',
    group: 'Edit',
    icon: IconArrowBackUp,
    keys: ['mod+z'],
    when: canEdit,
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
    run: async ({ project }) => {
      if (project) await redo(project);
    },
  },
]);
