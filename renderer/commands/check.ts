import { IconBinaryTree, IconTestPipe } from '@tabler/icons-react';
import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { keyOf, queryClient } from '../client/query-client.ts';
import { partOfSelection } from '../flow/test-part.ts';
import { loadedProject } from '../state/edit-project.ts';
import { useGolden } from '../state/golden.ts';
import { showLineage } from '../state/lineage.ts';
import { useSelection } from '../state/selection.ts';
import { type CommandContext, canEditFlow, defineCommands, onFlow } from './command.ts';

const partOf = ({ project }: CommandContext) => {
  const now = project ? loadedProject(project)?.project : undefined;
  return now ? partOfSelection(now, useSelection.getState().ids) : null;
};

/** The one dataset or model that is selected. */
const selectedData = ({ project }: CommandContext): string | null => {
  const now = project ? loadedProject(project)?.project : undefined;
  const [id, ...others] = useSelection.getState().ids;
  if (!now || id === undefined || others.length > 0) return null;
  return now.datasets[id] || now.models[id] ? id : null;
};

/** The test that covers the selected node; one that does not hold goes before others. */
const testOf = ({ project }: CommandContext): string | null => {
  const key = project === null ? null : keyOf('tests.list', { params: { project } });
  const states = key ? queryClient.getQueryData<RouteReply<'tests.list'>>(key) : undefined;
  const selected = useSelection.getState().ids;
  const covering = states?.filter(({ covers }) => selected.some((id) => covers.includes(id))) ?? [];
  const broken = covering.find(({ problem, result }) => problem || result?.status !== 'passed');
  return (broken ?? covering[0])?.test ?? null;
};

/** Lineage and golden tests, from what is selected on the canvas. */
export const checkCommands = defineCommands([
  {
    id: 'flow.make-test',
    label: 'Make a golden test…',
    group: 'Flow',
    icon: IconTestPipe,
    keys: ['g'],
    scope: 'canvas',
    when: (context) => canEditFlow(context) && partOf(context) !== null,
    run: (context) => {
      const part = partOf(context);
      if (part) useGolden.getState().set({ open: { part } });
    },
  },
  {
    id: 'flow.show-test',
    label: 'Show its golden test',
    group: 'Flow',
    icon: IconTestPipe,
    keys: ['shift+e'],
    scope: 'canvas',
    when: (context) => onFlow(context) && testOf(context) !== null,
    run: (context) => {
      const test = testOf(context);
      if (test) useGolden.getState().set({ open: { test } });
    },
  },
  {
    id: 'flow.lineage',
    label: 'Lineage',
    group: 'Flow',
    icon: IconBinaryTree,
    keys: ['shift+l'],
    scope: 'canvas',
    when: (context) => onFlow(context) && selectedData(context) !== null,
    run: (context) => {
      const node = selectedData(context);
      if (context.project && node) showLineage(context.project, { node, column: null });
    },
  },
]);
