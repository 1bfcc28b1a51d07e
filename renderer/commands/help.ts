import { IconAdjustmentsHorizontal, IconBook, IconFileImport, IconRefreshDot, IconRoute } from '@tabler/icons-react';
import { bridge } from '../client/bridge.ts';
import { chooseBundle } from '../state/open-bundle.ts';
import { startTour } from '../state/tour.ts';
import { useWorkbench } from '../state/workbench.ts';
import { defineCommands } from './command.ts';

export const helpCommands = defineCommands([
  {
    id: 'project.import',
    label: 'Open a bundle as a project…',
    group: 'Project',
    icon: IconFileImport,
    when: ({ readOnly }) => !readOnly,
    run: () => chooseBundle(),
  },
  {
    id: 'edit.preferences',
    label: 'Preferences…',
    group: 'View',
    icon: IconAdjustmentsHorizontal,
    keys: ['mod+,'],
    run: () => useWorkbench.getState().set({ preferencesOpen: true }),
  },
  {
    id: 'help.open',
    label: 'Help about this page',
    group: 'Help',
    icon: IconBook,
    keys: ['f1'],
    run: ({ page }) => useWorkbench.getState().set({ help: page }),
  },
  {
    id: 'help.tour',
    label: 'Tour of the workbench',
    group: 'Help',
    icon: IconRoute,
    when: ({ readOnly }) => !readOnly,
    run: ({ project }) => startTour(project),
  },
  {
    id: 'help.updates',
    label: 'Check for updates…',
    group: 'Help',
    icon: IconRefreshDot,
    when: () => bridge() !== undefined,
    run: async () => bridge()?.checkForUpdates(),
  },
]);
