import { Menu, Text } from '@mantine/core';
import { Fragment } from 'react';
import { shownKeys } from '../../commands/keys.ts';
import { commandById, commandContext, isOffered, runCommand } from '../../commands/run-commands.ts';
import { PointMenu } from '../../ui/PointMenu.tsx';

const forNode = [
  ['flow.build-selected', 'flow.open-settings', 'flow.rename'],
  ['flow.copy', 'flow.cut', 'flow.duplicate'],
  ['flow.select-upstream', 'flow.select-downstream', 'flow.align-h', 'flow.align-v'],
  ['flow.delete', 'flow.delete-heal'],
];
const forPane = [
  ['flow.quick-add', 'flow.add-files', 'flow.paste'],
  ['flow.select-all', 'flow.tidy', 'flow.fit', 'flow.zoom-reset'],
  ['flow.build-all'],
];

export interface MenuAt {
  x: number;
  y: number;
  node: string | null;
}

/** The menu of the right mouse button: commands of the registry that make sense here. */
export function CanvasMenu({ at, onClose }: { at: MenuAt | null; onClose: () => void }) {
  const context = commandContext();
  const groups = (at?.node ? forNode : forPane)
    .map((ids) => ids.flatMap((id) => commandById(id) ?? []).filter((command) => isOffered(command, context)))
    .filter((commands) => commands.length > 0);
  return (
    <PointMenu at={at} onClose={onClose} width={256}>
      {groups.map((commands, index) => (
        <Fragment key={commands[0]?.id}>
          {index > 0 ? <Menu.Divider /> : null}
          {commands.map(({ id, label, icon: IconView, keys }) => (
            <Menu.Item
              key={id}
              color={id === 'flow.delete' ? 'red' : undefined}
              leftSection={<IconView size={14} stroke={1.7} />}
              rightSection={
                <Text fz={11} c="dimmed">
                  {keys?.[0] ? shownKeys(keys[0]).join('+') : ''}
                </Text>
              }
              onClick={() => runCommand(id)}
            >
              {label}
            </Menu.Item>
          ))}
        </Fragment>
      ))}
    </PointMenu>
  );
}
