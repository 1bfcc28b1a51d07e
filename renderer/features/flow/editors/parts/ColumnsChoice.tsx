import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Schema } from '../../../../../nodes/contract/schema.ts';
import { typeSigns } from '../../../../ui/cell-text.ts';
import styles from './parts.module.css';

interface ColumnsChoiceProps {
  schema: Schema;
  /** Chosen names; undefined: what the recipe takes by itself. */
  value: readonly string[] | undefined;
  /** What the recipe takes by itself: the names, and in words. */
  standard: { names: readonly string[]; words: string };
  label: string;
  onChange: (names: string[] | undefined) => void;
}

/** Which columns of an input are kept: a button with the choice in words, and the columns with a box each. */
export function ColumnsChoice({ schema, value, standard, label, onChange }: ColumnsChoiceProps) {
  const [query, setQuery] = useState('');
  const chosen = new Set(value ?? standard.names);
  const found = schema.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  const set = (names: ReadonlySet<string>) =>
    onChange(schema.map(({ name }) => name).filter((name) => names.has(name)));
  const words = value ? `${value.length} of ${schema.length} columns` : standard.words;
  return (
    <Popover width={272} shadow="md" position="bottom-start" trapFocus onClose={() => setQuery('')}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} />} aria-label={`${label}: ${words}`}>
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          aria-label="Search columns"
          placeholder="Search columns"
          data-autofocus
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <div className={styles.pickList}>
          {found.map(({ name, type }) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is named by the label's text
            <label key={name} className={styles.pick}>
              <Checkbox
                size="xs"
                aria-label={name}
                checked={chosen.has(name)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) next.add(name);
                  else next.delete(name);
                  set(next);
                }}
              />
              <span>{name}</span>
              <span className={styles.sign}>{typeSigns[type]}</span>
            </label>
          ))}
        </div>
        <div className={styles.pickFoot}>
          <span>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              onClick={() => set(new Set([...chosen, ...found.map(({ name }) => name)]))}
            >
              All
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              onClick={() => set(new Set([...chosen].filter((name) => !found.some((one) => one.name === name))))}
            >
              None
            </Button>
          </span>
          <Button variant="subtle" size="compact-xs" disabled={value === undefined} onClick={() => onChange(undefined)}>
            {standard.words}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
