import { ActionIcon } from '@mantine/core';
import { IconGripVertical, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './parts.module.css';

/** The list with the item at one place put to another. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const next = items.toSpliced(from, 1);
  next.splice(to, 0, item);
  return next;
}

interface SortableProps<T> {
  items: readonly T[];
  /** What one item is called, for the labels of its buttons: `aggregation`. */
  noun: string;
  onChange: (items: T[]) => void;
  children: (item: T, at: number, replace: (next: T) => void) => ReactNode;
}

/** Rows that are dragged by a handle, moved with Alt and the arrow keys, and removed. */
export function Sortable<T>({ items, noun, onChange, children }: SortableProps<T>) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  return (
    <div className={styles.rows}>
      {items.map((item, at) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the handle takes keys
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
          key={at}
          className={styles.row}
          data-over={(over === at && dragged !== null && dragged !== at) || undefined}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(at);
          }}
          onDrop={() => {
            if (dragged !== null) onChange(moved(items, dragged, at));
            setDragged(null);
            setOver(null);
          }}
        >
          <button
            type="button"
            className={`mantine-active ${styles.grip}`}
            style={{ border: 0, padding: 0, background: 'none' }}
            draggable
            aria-label={`Move ${noun} ${at + 1} (Alt and arrow keys)`}
            onDragStart={() => setDragged(at)}
            onDragEnd={() => setDragged(null)}
            onKeyDown={(event) => {
              if (!event.altKey) return;
              if (event.key === 'ArrowUp') onChange(moved(items, at, at - 1));
              if (event.key === 'ArrowDown') onChange(moved(items, at, at + 1));
            }}
          >
            <IconGripVertical size={13} />
          </button>
          <div className={styles.rowBody}>{children(item, at, (next) => onChange(items.with(at, next)))}</div>
          <ActionIcon
            aria-label={`Remove ${noun} ${at + 1}`}
            onClick={() => onChange(items.filter((_, other) => other !== at))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
