import { ActionIcon, Button, Menu, Popover, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Column } from '../../../nodes/contract/schema.ts';
import styles from './chart-builder.module.css';
import { type Drop, startDrag } from './drag.ts';
import { TypeMark } from './TypeMark.tsx';

interface FieldChipProps {
  well: string;
  at: number;
  column: Column;
  /** What it says: `sum of amount`, `day of time`. */
  label: string;
  /** Where it stands: a group, a measure, a value, a filter. */
  sort: string;
  /** Nothing can be drawn of it in its place. */
  unfit?: boolean;
  onDrop: (drop: Drop) => void;
  onRemove: () => void;
  /** Other wells that take it. */
  moves: readonly { id: string; label: string }[];
  /** Its settings. */
  children?: ReactNode;
}

/** A field within a well: dragged elsewhere, opened for its settings, taken out. */
export function FieldChip({ well, at, column, label, sort, unfit, onDrop, onRemove, moves, children }: FieldChipProps) {
  const [open, setOpen] = useState(false);
  const from = { well, at };
  return (
    <div className={styles.chip} data-at={at} data-sort={sort} data-unfit={unfit || undefined}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" width={260} shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton
            className={styles.chipName}
            title={label}
            aria-expanded={open}
            onPointerDown={(event) => startDrag(event, { column, from, onDrop })}
            onClick={() => setOpen(!open)}
            onKeyDown={(event) => {
              if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
            }}
          >
            {unfit ? (
              <IconAlertTriangle size={14} stroke={1.7} style={{ flex: 'none' }} aria-hidden />
            ) : (
              <TypeMark type={column.type} />
            )}
            <span>{label}</span>
            <IconChevronDown size={12} style={{ flex: 'none', opacity: 0.6 }} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={styles.chipSettings}>
          {children}
          <div className={styles.chipActions}>
            {moves.length > 0 ? (
              <Menu withinPortal={false}>
                <Menu.Target>
                  <Button variant="default" size="compact-xs">
                    Move to…
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {moves.map(({ id, label: name }) => (
                    <Menu.Item key={id} onClick={() => onDrop({ column, from, well: id })}>
                      {name}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            ) : null}
            <Button
              variant="subtle"
              color="red"
              size="compact-xs"
              leftSection={<IconTrash size={13} />}
              onClick={onRemove}
            >
              Take out
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon size={20} aria-label={`Take out ${label}`} onClick={onRemove}>
        <IconX size={12} />
      </ActionIcon>
    </div>
  );
}
