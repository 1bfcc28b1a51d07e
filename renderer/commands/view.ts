import {
  IconColumns3,
  IconCommand,
  IconDeviceDesktop,
  IconKeyboard,
  IconLayout,
  IconMoon,
  IconSearch,
  IconSun,
  IconTags,
} from '@tabler/icons-react';
import { bridge } from '../client/bridge.ts';
import { setColorScheme } from '../state/color-scheme.ts';
import { go } from '../state/current-project.ts';
import { setColumnsOpen, useExplorerState } from '../state/explorer.ts';
import { openMeanings } from '../state/meanings.ts';
import { goToRegion } from '../state/regions.ts';
import { useSelection } from '../state/selection.ts';
import { useWorkbench } from '../state/workbench.ts';
import { defineCommands, inProject } from './command.ts';
import { palette } from './palette.ts';

const scheme = (value: 'light' | 'dark' | 'system') => () => {
  setColorScheme(value);
  void bridge()?.setTheme(value);
};

export const viewCommands = defineCommands([
  {
    id: 'view.commands',
    label: 'Find a command',
    group: 'View',
    icon: IconCommand,
    keys: ['mod+k'],
    run: () => palette.toggle(),
  },
  {
    id: 'edit.find',
    label: 'Find in the flow',
    group: 'View',
    icon: IconSearch,
    keys: ['mod+f'],
    when: inProject,
    run: ({ project, page }) => {
      if (page !== 'flow') go(`/p/${project}/flow`);
      useSelection.getState().set({ searching: true });
      document.querySelector<HTMLInputElement>('[aria-label="Find in the flow"]')?.select();
    },
  },
  {
    id: 'view.next-region',
    label: 'Go to the next part of the page',
    group: 'View',
    icon: IconLayout,
    keys: ['f6'],
    run: () => goToRegion(1),
  },
  {
    id: 'view.previous-region',
    label: 'Go to the part before',
    group: 'View',
    icon: IconLayout,
    keys: ['shift+f6'],
    run: () => goToRegion(-1),
  },
  {
    id: 'view.meanings',
    label: 'Meanings of this project',
    group: 'View',
    icon: IconTags,
    when: inProject,
    run: () => openMeanings(),
  },
  {
    id: 'view.columns',
    label: 'Go to a column',
    group: 'View',
    icon: IconColumns3,
    keys: ['alt+g'],
    when: () => useExplorerState.getState().shown,
    run: () => setColumnsOpen(true),
  },
  { id: 'view.theme-light', label: 'Light theme', group: 'View', icon: IconSun, run: scheme('light') },
  { id: 'view.theme-dark', label: 'Dark theme', group: 'View', icon: IconMoon, run: scheme('dark') },
  {
    id: 'view.theme-system',
    label: 'Theme of the system',
    group: 'View',
    icon: IconDeviceDesktop,
    run: scheme('system'),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    icon: IconKeyboard,
    keys: ['?'],
    run: () => useWorkbench.getState().set({ shortcutsOpen: true }),
  },
]);
