import {
  IconCalendarClock,
  IconChartBar,
  IconDatabase,
  IconHome,
  IconLayoutDashboard,
  IconRocket,
  IconShieldCheck,
  IconSitemap,
} from '@tabler/icons-react';
import { go } from '../state/current-project.ts';
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
  page('models', 'Models', { icon: IconChartBar, keys: ['alt+4'] }),
  page('dashboards', 'Dashboards', { icon: IconLayoutDashboard, keys: ['alt+5'] }),
  page('scenarios', 'Scenarios', { icon: IconCalendarClock, keys: ['alt+6'] }),
  page('deploy', 'Deploy', { icon: IconRocket, keys: ['alt+7'] }),
]);
