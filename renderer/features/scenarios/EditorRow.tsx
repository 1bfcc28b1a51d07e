import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { iconOf } from '../../ui/icons.ts';
import styles from './scenarios.module.css';

interface RowProps {
  number?: number;
  icon: string | undefined;
  title: string;
  text: string;
  dim?: boolean;
  open: boolean;
  onToggle: () => void;
  actions: ReactNode;
  children: ReactNode;
}

/** A step or trigger in one line, with its settings below when opened. */
export function EditorRow({ number, icon, title, text, dim, open, onToggle, actions, children }: RowProps) {
  const IconView = iconOf(icon);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={styles.step} data-dim={dim || undefined}>
      <div className={styles.stepHead}>
        <button type="button" className={styles.stepMain} aria-expanded={open} onClick={onToggle} disabled={!children}>
          {children ? <Chevron size={14} color="var(--mr-faint)" /> : null}
          {number === undefined ? null : <span className={styles.number}>{number}</span>}
          <IconView size={18} stroke={1.6} color="var(--mr-dim)" />
          <span className={styles.stepTitle}>{title}</span>
          <span className={styles.stepText}>{text}</span>
        </button>
        {actions}
      </div>
      {children && open ? <div className={styles.stepBody}>{children}</div> : null}
    </div>
  );
}
