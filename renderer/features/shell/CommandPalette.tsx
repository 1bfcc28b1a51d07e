import { Kbd } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData, useSpotlight } from '@mantine/spotlight';
import { IconBook, IconChartDots3, IconDatabase, IconSearch, IconTransform } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { useCall } from '../../client/hooks.ts';
import { keysOf } from '../../commands/command.ts';
import { firstKeys } from '../../commands/keys.ts';
import { paletteStore } from '../../commands/palette.ts';
import { commands } from '../../commands/registry.ts';
import { commandContext, isOffered } from '../../commands/run-commands.ts';
import { currentProject, go } from '../../state/current-project.ts';
import { useSelection } from '../../state/selection.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { helpPages } from './help-pages.ts';

function commandGroups(): SpotlightActionGroupData[] {
  const context = commandContext();
  const groups = new Map<string, SpotlightActionGroupData>();
  for (const command of commands) {
    if (command.id === 'view.commands' || !isOffered(command, context)) continue;
    const group = groups.get(command.group) ?? { group: command.group, actions: [] };
    const IconView = command.icon;
    const keys = firstKeys(keysOf(command)).join(' ');
    group.actions.push({
      id: command.id,
      label: command.label,
      leftSection: <IconView size={16} stroke={1.7} />,
      rightSection: keys ? <Kbd size="xs">{keys}</Kbd> : undefined,
      onClick: () => void command.run(context),
    });
    groups.set(command.group, group);
  }
  return [...groups.values()];
}

const helpGroup = (): SpotlightActionGroupData => ({
  group: 'Help pages',
  actions: helpPages.map(({ id, title, keywords }) => ({
    id: `help:${id}`,
    label: title,
    keywords: ['help', ...keywords],
    leftSection: <IconBook size={16} stroke={1.7} />,
    onClick: () => useWorkbench.getState().set({ help: id }),
  })),
});

function nodeGroup(projectId: string, { datasets, recipes, models }: Project): SpotlightActionGroupData {
  const reveal = (id: string) => () => {
    go(`/p/${projectId}/flow`);
    useSelection.getState().set({ reveal: id });
  };
  const nodes = [
    ...Object.values(datasets).map((one) => ({ ...one, icon: IconDatabase, word: 'Dataset' })),
    ...Object.values(recipes).map((one) => ({ ...one, icon: IconTransform, word: 'Recipe' })),
    ...Object.values(models).map((one) => ({ ...one, icon: IconChartDots3, word: 'Model' })),
  ];
  return {
    group: 'Nodes of the flow',
    actions: nodes.map(({ id, name, icon: IconView, word }) => ({
      id: `node:${id}`,
      label: name,
      keywords: [word, id],
      leftSection: <IconView size={16} stroke={1.7} />,
      onClick: reveal(id),
    })),
  };
}

/** What can be done while the palette is open, and at last while it was: asking all commands takes time in large flows. */
function useActions(): SpotlightActionGroupData[] {
  const { opened } = useSpotlight(paletteStore);
  const id = currentProject();
  const { data } = useCall('projects.get', { params: { project: id ?? '' } }, { enabled: id !== null });
  const made = useMemo(() => {
    if (!opened) return null;
    return [...commandGroups(), helpGroup(), ...(data && id ? [nodeGroup(id, data.project)] : [])];
  }, [opened, data, id]);
  const last = useRef<SpotlightActionGroupData[]>([]);
  last.current = made ?? last.current;
  return last.current;
}

/** Ctrl+K: every command that makes sense now, and every node of the flow. */
export function CommandPalette() {
  const actions = useActions();
  return (
    <Spotlight
      actions={actions}
      store={paletteStore}
      attributes={{ content: { 'aria-label': 'Search or run' } }}
      shortcut={null}
      nothingFound="No command and no node is called like that. Ctrl+F on the flow finds columns and settings, too."
      highlightQuery
      scrollable
      maxHeight={420}
      limit={40}
      radius="lg"
      searchProps={{ leftSection: <IconSearch size={16} />, placeholder: 'Run a command, find a node…', size: 'md' }}
    />
  );
}
