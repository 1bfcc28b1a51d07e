import { Menu, Text, UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { canvasColours } from '../../../nodes/contract/project/index.ts';
import { shownKeys } from '../../commands/keys.ts';
import { commandById, commandContext, isOffered, runCommand } from '../../commands/run-commands.ts';
import { noteIdOf, zoneIdOf } from '../../flow/zones.ts';
import { PointMenu } from '../../ui/PointMenu.tsx';
import styles from './canvas-menu.module.css';

const menus = {
  node: [
    ['flow.build-selected', 'flow.open-settings', 'flow.rename', 'flow.annotate', 'flow.bypass'],
    ['flow.quick-add', 'flow.connect', 'flow.select-upstream', 'flow.select-downstream'],
    ['flow.make-test', 'flow.lineage'],
    ['flow.zone', 'flow.zone-leave', 'flow.zone-toggle'],
    ['flow.copy', 'flow.cut', 'flow.duplicate'],
    ['flow.delete', 'flow.delete-heal'],
  ],
  nodes: [
    ['flow.build-selected', 'flow.connect', 'flow.quick-add', 'flow.bypass'],
    ['flow.make-test'],
    ['flow.zone', 'flow.zone-leave'],
    ['flow.align-h', 'flow.align-v', 'flow.distribute-h', 'flow.distribute-v', 'flow.tidy'],
    ['flow.copy', 'flow.cut', 'flow.duplicate'],
    ['flow.delete', 'flow.delete-heal'],
  ],
  wire: [['flow.quick-add'], ['flow.delete']],
  zone: [
    ['flow.build-selected', 'flow.zone-toggle', 'flow.rename'],
    ['flow.tidy', 'flow.copy', 'flow.duplicate'],
    ['flow.zone-dissolve', 'flow.zone-delete'],
  ],
  note: [['flow.rename'], ['flow.copy', 'flow.duplicate'], ['flow.delete']],
  pane: [
    ['flow.quick-add', 'flow.add-files', 'flow.note', 'flow.paste'],
    ['flow.select-all', 'edit.find'],
    ['flow.tidy', 'flow.tidy-all', 'flow.fit', 'flow.zoom-reset'],
    ['flow.build-all'],
  ],
} as const;

/** What commands are called where their usual name would puzzle. */
const names: Partial<Record<keyof typeof menus, Readonly<Record<string, string>>>> = {
  wire: { 'flow.quick-add': 'Insert a recipe…', 'flow.delete': 'Remove the wire' },
  node: { 'flow.quick-add': 'Add a recipe after it…' },
  nodes: { 'flow.quick-add': 'Add a recipe after them…' },
  note: { 'flow.rename': 'Write', 'flow.delete': 'Delete the note' },
  zone: { 'flow.build-selected': 'Run to the end of the zone' },
};

export interface MenuAt {
  x: number;
  y: number;
  /** What was clicked, as the canvas names it; null: the empty canvas. */
  on: string | null;
}

function kindOf(on: string | null, count: number): keyof typeof menus {
  if (on === null) return 'pane';
  if (on.startsWith('wire:')) return 'wire';
  if (count > 1) return 'nodes';
  if (zoneIdOf(on)) return 'zone';
  return noteIdOf(on) ? 'note' : 'node';
}

interface CanvasMenuProps {
  at: MenuAt | null;
  /** How many things are selected. */
  count: number;
  onClose: () => void;
}

/** The menu of the right mouse button: commands of the registry that make sense here. */
export function CanvasMenu({ at, count, onClose }: CanvasMenuProps) {
  const context = commandContext();
  const kind = kindOf(at?.on ?? null, count);
  const groups = menus[kind]
    .map((ids) => ids.flatMap((id) => commandById(id) ?? []).filter((command) => isOffered(command, context)))
    .filter((commands) => commands.length > 0);
  const coloured = (kind === 'zone' || kind === 'note') && !context.readOnly;
  return (
    <PointMenu at={at} onClose={onClose} width={280}>
      {groups.map((commands, index) => (
        <Fragment key={commands[0]?.id}>
          {index > 0 ? <Menu.Divider /> : null}
          {commands.map(({ id, label, icon: IconView, keys }) => (
            <Menu.Item
              key={id}
              color={/^flow\.(delete|zone-delete)$/.test(id) ? 'red' : undefined}
              leftSection={<IconView size={14} stroke={1.7} />}
              rightSection={
                <Text fz={11} c="dimmed">
                  {keys?.[0] ? shownKeys(keys[0]).join('+') : ''}
                </Text>
              }
              onClick={() => runCommand(id)}
            >
              {names[kind]?.[id] ?? label}
            </Menu.Item>
          ))}
        </Fragment>
      ))}
      {coloured ? <Colours onClose={onClose} /> : null}
    </PointMenu>
  );
}

/** Swatches of the colours a zone or note can have. */
function Colours({ onClose }: { onClose: () => void }) {
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
