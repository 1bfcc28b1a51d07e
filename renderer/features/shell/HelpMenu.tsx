import { ActionIcon, Kbd, Menu } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBook, IconHelp, IconKeyboard, IconRoute } from '@tabler/icons-react';
import { useNodeInfo } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';

/** Help about the page, the tour, shortcuts and preferences behind one button. */
export function HelpMenu() {
  const readOnly = useNodeInfo()?.readOnly ?? false;
  return (
    <Menu position="bottom-end" width={232}>
      <Menu.Target>
        <ActionIcon aria-label="Help and preferences">
          <IconHelp size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconBook size={14} />}
          rightSection={<Kbd size="xs">F1</Kbd>}
          onClick={() => runCommand('help.open')}
        >
          Help about this page
        </Menu.Item>
        {readOnly ? null : (
          <Menu.Item leftSection={<IconRoute size={14} />} onClick={() => runCommand('help.tour')}>
            Tour of the workbench
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconKeyboard size={14} />}
          rightSection={<Kbd size="xs">?</Kbd>}
          onClick={() => runCommand('help.shortcuts')}
        >
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconAdjustmentsHorizontal size={14} />} onClick={() => runCommand('edit.preferences')}>
          Preferences…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
