import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconFocusCentered,
  IconLayoutDistributeVertical,
  IconLayoutSidebarLeftExpand,
  IconMap,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react';
import { firstKeys } from '../../commands/keys.ts';
import { commandById, runCommand } from '../../commands/run-commands.ts';
import { usePreferences } from '../../state/workbench.ts';
import styles from './flow-page.module.css';

const buttons = [
  { id: 'flow.zoom-out', icon: IconMinus },
  { id: 'flow.zoom-in', icon: IconPlus },
  { id: 'flow.fit', icon: IconFocusCentered },
  { id: 'flow.tidy', icon: IconLayoutDistributeVertical, edits: true },
  { id: 'flow.minimap', icon: IconMap },
] as const;

/** Zoom, fit, tidy and the map, in the corner of the canvas. */
export function CanvasToolbar({ readOnly }: { readOnly: boolean }) {
  const { paletteOpen, set } = usePreferences();
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Canvas">
      {paletteOpen || readOnly ? null : (
        <Tooltip label="Show the palette">
          <ActionIcon aria-label="Show the palette" onClick={() => set({ paletteOpen: true })}>
            <IconLayoutSidebarLeftExpand size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {buttons
        .filter((button) => !(readOnly && 'edits' in button))
        .map(({ id, icon: IconView }) => {
          const command = commandById(id);
          const keys = firstKeys(command?.keys).join('+');
          return (
            <Tooltip key={id} label={keys ? `${command?.label} · ${keys}` : command?.label}>
              <ActionIcon aria-label={command?.label} onClick={() => runCommand(id)}>
                <IconView size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          );
        })}
    </div>
  );
}
