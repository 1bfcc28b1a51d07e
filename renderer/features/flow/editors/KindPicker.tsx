import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { iconOf } from '../../../ui/icons.ts';
import { byCategory, matching } from '../../../ui/kinds.ts';
import { Notice } from '../../../ui/Notice.tsx';
import styles from './editors.module.css';

interface KindPickerProps {
  kinds: readonly CatalogKind[];
  label: string;
  onPick: (kind: CatalogKind) => void;
  /** The button; gets an `onClick`. */
  children: (open: () => void) => ReactElement;
}

/** A searchable list of kinds by category, opened by a button. */
export function KindPicker({ kinds, label, onPick, children }: KindPickerProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const groups = byCategory(matching(kinds, query));
  const flat = groups.flatMap(([, list]) => list);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen entry stays in view while keys move it
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const pick = (kind: CatalogKind | undefined) => {
    setOpen(false);
    setQuery('');
    setActive(0);
    if (kind) onPick(kind);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={520} shadow="md" position="bottom-start" trapFocus returnFocus>
      <Popover.Target>{children(() => setOpen(!open))}</Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          placeholder={label}
          aria-label={label}
          value={query}
          mb={4}
          data-autofocus
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by && flat.length > 0) setActive((active + by + flat.length) % flat.length);
            if (event.key !== 'Enter') return;
            event.preventDefault();
            pick(flat[active]);
          }}
        />
        <div className={styles.kindPane}>
          <div className={styles.kindList} ref={list}>
            {groups.map(([category, list]) => (
              <div key={category}>
                <div className={styles.kindGroup}>{category}</div>
                {list.map((kind) => {
                  const IconView = iconOf(kind.icon);
                  return (
                    <UnstyledButton
                      key={kind.id}
                      className={styles.kindEntry}
                      data-active={flat[active] === kind || undefined}
                      onMouseEnter={() => setActive(flat.indexOf(kind))}
                      onClick={() => pick(kind)}
                    >
                      <IconView size={15} stroke={1.7} />
                      {kind.label}
                    </UnstyledButton>
                  );
                })}
              </div>
            ))}
            {flat.length === 0 ? <Notice tone="info">Nothing matches “{query}”.</Notice> : null}
          </div>
          <div className={styles.kindHelp} aria-live="polite">
            {flat[active] ? (
              <>
                <strong>{flat[active].label}</strong>
                {flat[active].help}
              </>
            ) : null}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
