import { ActionIcon, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconFile, IconFolder, IconPlugConnected, IconX } from '@tabler/icons-react';
import styles from './add-files.module.css';
import type { Added } from './use-added-items.ts';

interface AddedListProps {
  list: readonly Added[];
  active: string;
  onActive: (key: string) => void;
  onRemove: (key: string) => void;
}

function Mark({ item }: { item: Added }) {
  if (item.error) return <IconCircleX size={16} color="var(--mr-failed)" aria-label="cannot be read" />;
  if (item.found?.problems.some(({ severity }) => severity !== 'info'))
    return <IconAlertTriangle size={16} color="var(--mr-stale)" aria-label="with warnings" />;
  if (item.file === null) return <IconPlugConnected size={16} stroke={1.6} />;
  return item.isFolder ? <IconFolder size={16} stroke={1.6} /> : <IconFile size={16} stroke={1.6} />;
}

/** What will become a dataset, to choose from. */
export function AddedList({ list, active, onActive, onRemove }: AddedListProps) {
  return (
    <ul className={styles.list} aria-label="To be added">
      {list.map((item) => (
        <li key={item.key} data-active={item.key === active || undefined}>
          <button type="button" aria-pressed={item.key === active} onClick={() => onActive(item.key)}>
            <Mark item={item} />
            <span title={item.label}>{item.label}</span>
            {!item.found && !item.error && item.draft?.path !== '' ? <Loader size={12} /> : null}
          </button>
          <ActionIcon aria-label={`Leave out ${item.label}`} size="sm" onClick={() => onRemove(item.key)}>
            <IconX size={12} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
