import {
  IconArrowBarLeft,
  IconArrowBarRight,
  IconListCheck,
  IconListDetails,
  IconPlayerPlay,
  IconPlayerPlayFilled,
  IconPlayerStop,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import type { Job } from '../../nodes/contract/flow.ts';
import { selectedNodes } from '../flow/actions.ts';
import { buildTargets, downstreamTargets } from '../state/build-targets.ts';
import { cancelJobs, runningJobs, startBuild } from '../state/builds.ts';
import { planRun } from '../state/run-plan.ts';
import { useSelection } from '../state/selection.ts';
import { useWorkbench } from '../state/workbench.ts';
import { type Command, type CommandContext, defineCommands, inProject, onFlow } from './command.ts';

const isSelected = (context: CommandContext): boolean => onFlow(context) && useSelection.getState().ids.length > 0;

/** What a run in this mode would be asked for, with what is selected. */
function selectedTargets({ project, page }: CommandContext, mode: Job['mode']): string[] {
  if (!project || page !== 'flow') return [];
  const ids = selectedNodes(project);
  return mode === 'downstream' ? downstreamTargets(project, ids) : buildTargets(project, ids);
}

const ofSelected = (mode: Job['mode'], rest: Omit<Command, 'group' | 'when' | 'run'>): Command => ({
  ...rest,
  group: 'Run',
  when: (context) => isSelected(context) && selectedTargets(context, mode).length > 0,
  run: async (context) => {
    const targets = selectedTargets(context, mode);
    if (context.project && targets.length > 0) await startBuild(context.project, targets, { mode });
  },
});

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
    id: 'flow.run-everything',
    label: 'Run everything again',
    group: 'Run',
    icon: IconPlayerPlay,
    when: inProject,
    run: async ({ project }) => {
      if (project) await startBuild(project, [], { mode: 'upstream' });
    },
  },
  ofSelected('required', {
    id: 'flow.build-selected',
    label: 'Run to here',
    icon: IconPlayerPlayFilled,
    keys: ['f7', 'mod+enter'],
  }),
  ofSelected('only', {
    id: 'flow.run-only',
    label: 'Run only this',
    icon: IconPlayerTrackNext,
    keys: ['mod+f7'],
  }),
  ofSelected('upstream', {
    id: 'flow.run-upstream',
    label: 'Run with everything before it',
    icon: IconArrowBarLeft,
  }),
  ofSelected('downstream', {
    id: 'flow.run-downstream',
    label: 'Run everything after it',
    icon: IconArrowBarRight,
  }),
  {
    id: 'flow.run-plan',
    label: 'Run…',
    group: 'Run',
    icon: IconListDetails,
    keys: ['mod+shift+enter', 'mod+shift+f7'],
    when: inProject,
    run: (context) => planRun(selectedTargets(context, 'required')),
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
