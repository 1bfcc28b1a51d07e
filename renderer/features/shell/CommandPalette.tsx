import { Kbd } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconBook, IconChartDots3, IconDatabase, IconSearch, IconTransform } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCall } from '../../client/hooks.ts';
import { keysOf } from '../../commands/command.ts';
import { firstKeys } from '../../commands/keys.ts';
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

/** Ctrl+K: every command that makes sense now, and every node of the flow. */
export function CommandPalette() {
  const [opened, setOpened] = useState(0);
  const project = currentProject();
  const { data } = useCall('projects.get', { params: { project: project ?? '' } }, { enabled: project !== null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening it asks the commands again what is possible
  const actions = useMemo(() => {
    const groups = [...commandGroups(), helpGroup()];
    if (!data || !project) return groups;
    const reveal = (id: string) => () => {
      go(`/p/${project}/flow`);
      useSelection.getState().set({ reveal: id });
    };
    const nodes = [
      ...Object.values(data.project.datasets).map((one) => ({ ...one, icon: IconDatabase, word: 'Dataset' })),
      ...Object.values(data.project.recipes).map((one) => ({ ...one, icon: IconTransform, word: 'Recipe' })),
      ...Object.values(data.project.models).map((one) => ({ ...one, icon: IconChartDots3, word: 'Model' })),
    ];
    groups.push({
      group: 'Nodes of the flow',
      actions: nodes.map(({ id, name, icon: IconView, word }) => ({
        id: `node:${id}`,
        label: name,
        keywords: [word, id],
        leftSection: <IconView size={16} stroke={1.7} />,
        onClick: reveal(id),
      })),
    });
    return groups;
  }, [opened, data, project]);
  return (
    <Spotlight
      actions={actions}
      attributes={{ content: { 'aria-label': 'Search or run' } }}
      shortcut={null}
      onSpotlightOpen={() => setOpened((count) => count + 1)}
      nothingFound="Nothing found"
      highlightQuery
      scrollable
      maxHeight={420}
      limit={40}
      radius="lg"
      searchProps={{ leftSection: <IconSearch size={16} />, placeholder: 'Run a command, find a node…', size: 'md' }}
    />
  );
}
