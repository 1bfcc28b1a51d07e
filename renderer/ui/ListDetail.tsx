import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './list-detail.module.css';
import { StatusIcon, type Tone } from './StatusBadge.tsx';

interface ListDetailProps {
  /** What the list holds: `Datasets`. */
  label: string;
  /** Above the items: a search field or a heading. */
  head?: ReactNode;
  items: ReactNode;
  children: ReactNode;
}

/** A page body of two parts: a list to choose from, and the chosen thing. */
export const ListDetail = ({ label, head, items, children }: ListDetailProps) => (
  <div className={styles.work}>
    <nav className={styles.list} aria-label={label}>
      {head}
      {items}
    </nav>
    <div className={styles.body}>{children}</div>
  </div>
);

interface ListItemProps {
  name: string;
  /** State before the name, with its word for those who do not see colours. */
  tone?: { tone: Tone; label: string };
  /** At the right of the name. */
  end?: ReactNode;
  /** Second line, left and right. */
  text?: ReactNode;
  textEnd?: ReactNode;
  current: boolean;
  onOpen: () => void;
}

/** One line of the list, or two with `text`. */
export const ListItem = ({ name, tone, end, text, textEnd, current, onOpen }: ListItemProps) => (
  <button type="button" className={styles.item} aria-current={current || undefined} onClick={onOpen}>
    {tone ? (
      <span className={styles.tone} title={tone.label}>
        <StatusIcon tone={tone.tone} size={14} />
      </span>
    ) : null}
    <span className={styles.lines}>
      <span className={styles.line}>
        <span className={styles.name} title={name} data-strong={text === undefined ? undefined : true}>
          {name}
        </span>
        {end}
      </span>
      {text === undefined ? null : (
        <span className={styles.line}>
          <span className={styles.text}>{text}</span>
          <span className={styles.text}>{textEnd}</span>
        </span>
      )}
    </span>
  </button>
);

interface ListSearchProps {
  /** `Find a dataset`. */
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The search field above a list. */
export const ListSearch = ({ label, value, onChange }: ListSearchProps) => (
  <TextInput
    aria-label={label}
    placeholder={label}
    leftSection={<IconSearch size={14} />}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    mb={8}
  />
);

/** A list of names is searched from this length on. */
export const MANY_ITEMS = 8;

/** By name, as people count: 2 before 10. */
export const byName = (a: { name: string }, b: { name: string }): number =>
  a.name.localeCompare(b.name, undefined, { numeric: true });

/** Quiet words at the right of an item. */
export const ListNote = ({ children }: { children: ReactNode }) => <span className={styles.text}>{children}</span>;

/** A heading of the list with a count. */
export const ListHead = ({ label, count }: { label: string; count: number }) => (
  <div className={styles.head}>
    <span>{label}</span>
    <span>{count}</span>
  </div>
);
