import { Menu, Text, UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { canvasColours } from '../../../nodes/contract/project/index.ts';
import { keysOf } from '../../commands/command.ts';
import { firstKeys } from '../../commands/keys.ts';
import { commandById, commandContext, isOffered, runCommand } from '../../commands/run-commands.ts';
import { useSelection } from '../../state/selection.ts';
import { PointMenu } from '../../ui/PointMenu.tsx';
import styles from './canvas-menu.module.css';
import { menuKind, menus, names } from './canvas-menus.ts';

const onClose = () => useSelection.getState().set({ menu: null });

/** The menu of the right mouse button: commands of the registry that make sense here. */
export function CanvasMenu() {
  const at = useSelection((state) => state.menu);
  const count = useSelection((state) => state.ids.length);
  const context = commandContext();
  const kind = menuKind(at?.on ?? null, count);
  const groups = menus[kind]
    .map((ids) => ids.flatMap((id) => commandById(id) ?? []).filter((command) => isOffered(command, context)))
    .filter((commands) => commands.length > 0);
  const coloured = (kind === 'zone' || kind === 'note') && !context.readOnly;
  return (
    <PointMenu at={at} onClose={onClose} width={280} whole>
      {groups.map((commands, index) => (
        <Fragment key={commands[0]?.id}>
          {index > 0 ? <Menu.Divider /> : null}
          {commands.map(({ id, label, icon: IconView, ...command }) => (
            <Menu.Item
              key={id}
              color={/^flow\.(delete|zone-delete)$/.test(id) ? 'red' : undefined}
              leftSection={<IconView size={14} stroke={1.7} />}
              rightSection={
                <Text fz={11} c="var(--mr-dim)">
                  {firstKeys(keysOf(command)).join('+')}
                </Text>
              }
              onClick={() => runCommand(id)}
            >
              {names[kind]?.[id] ?? label}
            </Menu.Item>
          ))}
        </Fragment>
      ))}
      {coloured ? <Colours /> : null}
    </PointMenu>
  );
}

/** Swatches of the colours a zone or note can have. */
function Colours() {
  return (
    <>
      <Menu.Divider />
      <fieldset className={styles.colours} aria-label="Colour">
        {canvasColours.map((colour) => (
          <UnstyledButton
            key={colour}
            className={styles.swatch}
            data-colour={colour}
            aria-label={`Colour it ${colour}`}
            title={colour}
            onClick={() => {
              runCommand(`flow.colour-${colour}`);
              onClose();
            }}
          />
        ))}
      </fieldset>
    </>
  );
}
