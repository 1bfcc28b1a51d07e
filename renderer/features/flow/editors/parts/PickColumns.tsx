import { Button, Checkbox, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { type Schema, temporalTypes } from '../../../../../nodes/contract/schema.ts';
import { isNumber, typeSigns } from '../../../../ui/cell-text.ts';
import styles from './parts.module.css';

interface PickColumnsProps {
  schema: Schema;
  /** Names that are not offered. */
  taken?: readonly string[];
  label: string;
  /** Further choices below the list. */
  extra?: ReactNode;
  /** False while the extra choices are not complete. */
  ready?: boolean;
  onPick: (names: string[]) => void;
}

const groups = [
  { label: 'Numbers', has: (type: Schema[number]['type']) => isNumber(type) },
  { label: 'Texts', has: (type: Schema[number]['type']) => type === 'string' },
  { label: 'Dates', has: (type: Schema[number]['type']) => temporalTypes.includes(type) },
];

/** A button that opens the columns of the input, to add one or many of them at once. */
export function PickColumns({ schema, taken = [], label, extra, ready = true, onPick }: PickColumnsProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [active, setActive] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const free = schema.filter(({ name }) => !taken.includes(name));
  const found = free.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  const toggle = (name: string | undefined) => {
    if (name) setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  };
  const close = () => {
    setOpen(false);
    setQuery('');
    setChosen([]);
    setActive(0);
  };
  const add = () => {
    const fallback = found[active]?.name;
    const names = chosen.length > 0 ? chosen : fallback ? [fallback] : [];
    const inOrder = schema.map(({ name }) => name).filter((name) => names.includes(name));
    close();
    button.current?.focus();
    if (inOrder.length > 0) onPick(inOrder);
  };
  return (
    <Popover
      opened={open}
      onChange={(next) => (next ? setOpen(true) : close())}
      width={272}
      shadow="md"
      position="bottom-start"
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton ref={button} className={styles.add} onClick={() => (open ? close() : setOpen(true))}>
          <IconPlus size={13} /> {label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          aria-label="Search columns"
          placeholder={free.length > 0 ? 'Search columns' : 'No more columns'}
          value={query}
          data-autofocus
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by && found.length > 0) setActive((active + by + found.length) % found.length);
            if (event.key === ' ' && query === '') {
              event.preventDefault();
              toggle(found[active]?.name);
            }
            if (event.key === 'Enter' && ready) add();
          }}
        />
        <div className={styles.pickList}>
          {found.map(({ name, type }, index) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is named by the label's text
            <label key={name} className={styles.pick} data-active={index === active || undefined}>
              <Checkbox size="xs" checked={chosen.includes(name)} aria-label={name} onChange={() => toggle(name)} />
              <span>{name}</span>
              <span className={styles.sign}>{typeSigns[type]}</span>
            </label>
          ))}
        </div>
        {extra}
        <div className={styles.pickFoot}>
          <span>
            {groups
              .filter(({ has }) => free.some(({ type }) => has(type)))
              .map(({ label: name, has }) => (
                <Button
                  key={name}
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  onClick={() => setChosen(found.filter(({ type }) => has(type)).map((column) => column.name))}
                >
                  {name}
                </Button>
              ))}
          </span>
          <Button disabled={!ready || (chosen.length === 0 && found.length === 0)} onClick={add}>
            {chosen.length > 1 ? `Add ${chosen.length}` : 'Add'}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
