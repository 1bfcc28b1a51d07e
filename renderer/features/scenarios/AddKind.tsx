import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { iconOf } from '../../ui/icons.ts';
import { matching } from '../../ui/kinds.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './scenarios.module.css';

/** A button that opens a searchable list of kinds. */
export function AddKind({
  label,
  kinds,
  onAdd,
}: {
  label: string;
  kinds: readonly CatalogKind[];
  onAdd: (kind: CatalogKind) => void;
}) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const found = matching(kinds, query);
  const add = (kind: CatalogKind) => {
    onAdd(kind);
    setOpen(false);
    setQuery('');
  };
  return (
    <Popover opened={open} onChange={setOpen} width={360} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          data-autofocus
          aria-label="Search"
          placeholder="Search"
          leftSection={<IconSearch size={14} />}
          value={query}
          mb={4}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !found[0]) return;
            // The key is spent: it would press the button that gets the focus.
            event.preventDefault();
            add(found[0]);
          }}
        />
        <div className={styles.kinds}>
          {found.map((kind) => {
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
          {found.length === 0 ? <Notice tone="info">Nothing matches “{query}”.</Notice> : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
