import type { ReactNode } from 'react';
import type { Icon } from './icons.ts';
import styles from './ui.module.css';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What to do next, in one or two sentences. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** What a place shows when it has nothing yet: why, and what to do next. */
export function EmptyState({ icon: IconView, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <div className={styles.emptyIcon}>
        <IconView size={20} stroke={1.6} />
      </div>
      <div className={styles.emptyTitle}>{title}</div>
      {children ? <div className={styles.emptyText}>{children}</div> : null}
      {actions ? <div className={styles.emptyActions}>{actions}</div> : null}
    </div>
  );
}
