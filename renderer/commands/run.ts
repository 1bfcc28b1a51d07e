import { IconListCheck, IconPlayerPlay, IconPlayerPlayFilled, IconPlayerStop } from '@tabler/icons-react';
import { selectedNodes } from '../flow/actions.ts';
import { buildTargets } from '../state/build-targets.ts';
import { cancelJobs, runningJobs, startBuild } from '../state/builds.ts';
import { useSelection } from '../state/selection.ts';
import { useWorkbench } from '../state/workbench.ts';
import { defineCommands, inProject, onFlow } from './command.ts';

export const runCommandsList = defineCommands([
  {
    id: 'flow.build-all',
    label: 'Run all',
    group: 'Run',
    icon: IconPlayerPlay,
    keys: ['shift+f7'],
    when: inProject,
    run: async ({ project }) => {
      if (project) await startBuild(project, []);
    },
  },
  {
    id: 'flow.build-selected',
    label: 'Run to here',
    group: 'Run',
    icon: IconPlayerPlayFilled,
    keys: ['f7', 'mod+enter'],
    when: (context) => onFlow(context) && useSelection.getState().ids.length > 0,
    run: async ({ project }) => {
      const targets = project ? buildTargets(project, selectedNodes(project)) : [];
      if (project && targets.length > 0) await startBuild(project, targets);
    },
  },
  {
    id: 'flow.cancel',
    label: 'Cancel the run',
    group: 'Run',
    icon: IconPlayerStop,
    keys: ['f9'],
    when: ({ project }) => project !== null && runningJobs(project).length > 0,
    run: async ({ project }) => {
      if (project)
        await cancelJobs(
          project,
          runningJobs(project).map((job) => job.id),
        );
    },
  },
  {
    id: 'view.jobs',
    label: 'Show jobs and logs',
    group: 'Run',
    icon: IconListCheck,
    keys: ['mod+j'],
    when: inProject,
    run: () => useWorkbench.getState().set({ jobsOpen: true }),
  },
]);
