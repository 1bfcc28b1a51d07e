import {
  IconCalendarClock,
  IconChartBar,
  IconDatabase,
  IconHome,
  IconLayoutDashboard,
  IconPackage,
  IconPlugConnected,
  IconPlus,
  IconRocket,
  IconShieldCheck,
  IconSitemap,
  IconTestPipe,
  IconVariable,
  IconX,
} from '@tabler/icons-react';
import { go } from '../state/current-project.ts';
import { useWorkbench } from '../state/workbench.ts';
import { type Command, defineCommands, inProject } from './command.ts';

const page = (id: string, label: string, rest: Pick<Command, 'icon' | 'keys'>): Command => ({
  id: `go.${id}`,
  label,
  group: 'Go to',
  when: inProject,
  run: ({ project }) => go(`/p/${project}/${id}`),
  ...rest,
});

export const goCommands = defineCommands([
  {
    id: 'project.new',
    label: 'New project…',
    group: 'Project',
    icon: IconPlus,
    when: ({ readOnly }) => !readOnly,
    run: () => {
      go('/');
      useWorkbench.getState().set({ newProject: 'empty' });
    },
  },
  {
    id: 'project.close',
    label: 'Close the project',
    group: 'Project',
    icon: IconX,
    when: inProject,
    run: () => go('/'),
  },
  {
    id: 'bundle.create',
    label: 'Make a bundle…',
    group: 'Project',
    icon: IconPackage,
    when: (context) => inProject(context) && !context.readOnly,
    run: ({ project }) => go(`/p/${project}/deploy`),
  },
  {
    id: 'project.open',
    label: 'All projects',
    group: 'Go to',
    icon: IconHome,
    keys: ['mod+o'],
    run: () => go('/'),
  },
  page('flow', 'Flow', { icon: IconSitemap, keys: ['alt+1'] }),
  page('datasets', 'Datasets', { icon: IconDatabase, keys: ['alt+2'] }),
  page('quality', 'Data quality', { icon: IconShieldCheck, keys: ['alt+3'] }),
  page('tests', 'Golden tests', { icon: IconTestPipe, keys: ['alt+9'] }),
  page('models', 'Models', { icon: IconChartBar, keys: ['alt+4'] }),
  page('dashboards', 'Dashboards', { icon: IconLayoutDashboard, keys: ['alt+5'] }),
  page('scenarios', 'Scenarios', { icon: IconCalendarClock, keys: ['alt+6'] }),
  page('deploy', 'Deploy', { icon: IconRocket, keys: ['alt+7'] }),
  page('variables', 'Variables', { icon: IconVariable, keys: ['alt+0'] }),
  page('connections', 'Connections', { icon: IconPlugConnected, keys: ['alt+8'] }),
]);
