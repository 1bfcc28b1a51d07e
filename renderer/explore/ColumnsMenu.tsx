import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconColumns3, IconEye, IconEyeOff, IconPin, IconPinnedOff, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { Schema } from '../../nodes/contract/schema.ts';
import { type ColumnLayout, orderedNames, plainLayout, withHidden, withPinned } from '../grid/column-layout.ts';
import { kindWords } from '../grid/draw-header.ts';
import styles from './explore.module.css';

interface ColumnsMenuProps {
  schema: Schema;
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
  onGoTo: (column: string) => void;
  opened: boolean;
  onOpened: (opened: boolean) => void;
}

/** All columns: type to find one, Enter to go there; hide, show, pin. */
export function ColumnsMenu({ schema, layout, onLayout, onGoTo, opened, onOpened }: ColumnsMenuProps) {
  const hidden = schema.filter(({ name }) => layout.hidden.includes(name)).length;
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={`Columns: find, hide, pin (Alt+G)${hidden > 0 ? ` · ${hidden} hidden` : ''}`}>
          <ActionIcon aria-label="Columns" variant={hidden > 0 ? 'light' : 'subtle'} onClick={() => onOpened(!opened)}>
            <IconColumns3 size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label="Columns">
        <ColumnList {...{ schema, layout, onLayout }} onGoTo={onGoTo} onClose={() => onOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

type ColumnListProps = Pick<ColumnsMenuProps, 'schema' | 'layout' | 'onLayout' | 'onGoTo'> & { onClose: () => void };

function ColumnList({ schema, layout, onLayout, onGoTo, onClose }: ColumnListProps) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const byName = new Map(schema.map((column) => [column.name, column]));
  const names = orderedNames(
    schema.map(({ name }) => name),
    layout.order,
  );
  const found = names.filter((name) => name.toLowerCase().includes(query.trim().toLowerCase()));
  const go = (name: string | undefined) => {
    if (name === undefined) return;
    if (layout.hidden.includes(name)) onLayout(withHidden(layout, name, false));
    onClose();
    // The grid has the column only after the layout is drawn.
    window.setTimeout(() => onGoTo(name));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') go(found[at]);
    else return;
    event.preventDefault();
  };
  const isArranged = layout.hidden.length + layout.pinned.length + layout.order.length > 0;
  return (
    <>
      <TextInput
        className={styles.columnSearch}
        aria-label="Go to column"
        placeholder="Go to column"
        leftSection={<IconSearch size={14} />}
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.columnList}>
        {found.map((name, index) => {
          const isHidden = layout.hidden.includes(name);
          const isPinned = layout.pinned.includes(name);
          const column = byName.get(name);
          return (
            <div key={name} className={styles.columnItem} data-active={index === at || undefined}>
              <button type="button" onClick={() => go(name)} data-hidden={isHidden || undefined}>
                <span>{name}</span>
                <small>{column ? kindWords(column) : ''}</small>
              </button>
              <ActionIcon
                aria-label={isPinned ? `Unpin ${name}` : `Pin ${name}`}
                variant={isPinned ? 'light' : 'subtle'}
                onClick={() => onLayout(withPinned(layout, name, !isPinned))}
              >
                {isPinned ? <IconPinnedOff size={14} /> : <IconPin size={14} />}
              </ActionIcon>
              <ActionIcon
                aria-label={isHidden ? `Show ${name}` : `Hide ${name}`}
                onClick={() => onLayout(withHidden(layout, name, !isHidden))}
              >
                {isHidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
              </ActionIcon>
            </div>
          );
        })}
        {found.length === 0 ? <div className={styles.columnNone}>No such column</div> : null}
      </div>
      {isArranged ? (
        <div className={styles.columnFoot}>
          <Button variant="subtle" size="compact-xs" onClick={() => onLayout({ ...layout, hidden: [] })}>
            Show all
          </Button>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => onLayout({ ...plainLayout, widths: layout.widths })}
          >
            As in the data
          </Button>
        </div>
      ) : null}
    </>
  );
}
