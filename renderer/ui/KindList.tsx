import { TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { CatalogKind } from '../../nodes/contract/catalog.ts';
import { iconOf } from './icons.ts';
import styles from './kind-list.module.css';
import { byCategory, matching } from './kinds.ts';
import { Notice } from './Notice.tsx';

interface KindListProps {
  kinds: readonly CatalogKind[];
  /** Of the field that searches. */
  label: string;
  placeholder: string;
  /** CSS height that the list scrolls beyond; without it, it is as long as its kinds. */
  maxHeight?: string;
  onChoose: (kind: CatalogKind) => void;
}

/** Kinds by category with what each is for, found by typing. Arrows walk, Enter takes the first found. */
export function KindList({ kinds, label, placeholder, maxHeight, onChoose }: KindListProps) {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = matching(kinds, query);
  const groups: [string, CatalogKind[]][] = query.trim() ? [['', found]] : byCategory(found);
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + by))]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a second way to what the Tab key reaches
    <div onKeyDown={walk}>
      <TextInput
        data-autofocus
        aria-label={label}
        placeholder={placeholder}
        leftSection={<IconSearch size={14} />}
        value={query}
        mb={4}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !found[0]) return;
          // The key is spent: it would press the button that gets the focus.
          event.preventDefault();
          onChoose(found[0]);
        }}
      />
      <div ref={list} className={styles.list} style={{ maxHeight }}>
        {groups.map(([category, some]) => (
          <div key={category}>
            {category && groups.length > 1 ? <div className={styles.group}>{category}</div> : null}
            {some.map((kind) => (
              <Kind key={kind.id} kind={kind} onChoose={onChoose} />
            ))}
          </div>
        ))}
        {found.length === 0 ? <Notice tone="info">Nothing matches “{query}”.</Notice> : null}
      </div>
    </div>
  );
}

function Kind({ kind, onChoose }: { kind: CatalogKind; onChoose: (kind: CatalogKind) => void }) {
  const IconView = iconOf(kind.icon);
  return (
    <UnstyledButton className={styles.kind} onClick={() => onChoose(kind)}>
      <IconView size={18} stroke={1.6} color="var(--mr-dim)" />
      <span>
        <span className={styles.name}>{kind.label}</span>
        <span className={styles.help}>{kind.help}</span>
      </span>
    </UnstyledButton>
  );
}
