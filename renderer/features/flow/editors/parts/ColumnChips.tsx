import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Schema } from '../../../../../nodes/contract/schema.ts';
import { typeSigns } from '../../../../ui/cell-text.ts';
import { PickColumns } from './PickColumns.tsx';
import styles from './parts.module.css';
import { moved } from './Sortable.tsx';

interface ColumnChipsProps {
  schema: Schema;
  value: readonly string[];
  /** Text of the button that adds. */
  add: string;
  onChange: (names: string[]) => void;
}

/** Chosen columns in order: add many at once, drag to reorder, remove. */
export function ColumnChips({ schema, value, add, onChange }: ColumnChipsProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const types = new Map(schema.map(({ name, type }) => [name, type]));
  return (
    <div className={styles.chips}>
      {value.map((name, at) => {
        const type = types.get(name);
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the order does not change rows
          <span
            key={name}
            className={styles.chip}
            draggable
            data-missing={(schema.length > 0 && !type) || undefined}
            data-over={(over === at && dragged !== null) || undefined}
            title={type || schema.length === 0 ? undefined : 'Not a column of the input'}
            onDragStart={() => setDragged(at)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(at);
            }}
            onDrop={() => {
              if (dragged !== null) onChange(moved(value, dragged, at));
              setDragged(null);
              setOver(null);
            }}
          >
            {type ? <span className={styles.sign}>{typeSigns[type]}</span> : null}
            <span>{name}</span>
            <ActionIcon
              size={20}
              aria-label={`Remove ${name}`}
              onClick={() => onChange(value.filter((one) => one !== name))}
            >
              <IconX size={12} />
            </ActionIcon>
          </span>
        );
      })}
      <PickColumns schema={schema} taken={value} label={add} onPick={(names) => onChange([...value, ...names])} />
    </div>
  );
}
