import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { iconOf } from '../../ui/icons.ts';
import { byCategory, matching } from '../../ui/kinds.ts';
import styles from './statistics.module.css';

interface AddCardProps {
  kinds: readonly CatalogKind[];
  onAdd: (kind: CatalogKind) => void;
}

/** A button that opens the searchable list of all cards. Arrows walk, Enter adds. */
export function AddCard({ kinds, onAdd }: AddCardProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = matching(kinds, query);
  const groups: [string, CatalogKind[]][] = query.trim() ? [['', found]] : byCategory(found);
  const add = (kind: CatalogKind) => {
    onAdd(kind);
    setOpen(false);
    setQuery('');
  };
  const walk = (event: KeyboardEvent, by: 1 | -1) => {
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + by))]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') walk(event, 1);
    else if (event.key === 'ArrowUp') walk(event, -1);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={380} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button leftSection={<IconPlus size={14} />} onClick={() => setOpen(!open)}>
          Add card
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} onKeyDown={onKeyDown} aria-label="Statistics cards">
        <TextInput
          data-autofocus
          aria-label="Search cards"
          placeholder="Search: mean, t-test, correlation…"
          leftSection={<IconSearch size={14} />}
          value={query}
          mb={4}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found[0]) add(found[0]);
          }}
        />
        <div ref={list} className={styles.kinds}>
          {groups.map(([category, some]) => (
            <div key={category}>
              {category ? <div className={styles.kindGroup}>{category}</div> : null}
              {some.map((kind) => {
                const IconView = iconOf(kind.icon);
                return (
                  <UnstyledButton key={kind.id} className={styles.kind} onClick={() => add(kind)}>
                    <IconView size={18} stroke={1.6} color="var(--mr-dim)" />
                    <span>
                      <span className={styles.kindName}>{kind.label}</span>
                      <span className={styles.kindHelp}>{kind.help}</span>
                    </span>
                  </UnstyledButton>
                );
              })}
            </div>
          ))}
          {found.length === 0 ? <p className={styles.dim}>No card is called so.</p> : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
