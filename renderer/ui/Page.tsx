import type { ReactNode } from 'react';
import styles from './ui.module.css';

interface PageHeaderProps {
  title: ReactNode;
  subtitle?: ReactNode;
  /** Left of the title: a back button or an icon. */
  left?: ReactNode;
  /** Right end: the page's actions, the primary one last. */
  actions?: ReactNode;
}

/** The 56 px head of a page. */
export function PageHeader({ title, subtitle, left, actions }: PageHeaderProps) {
  return (
    <header className={styles.pageHeader}>
      {left}
      <div style={{ minWidth: 0, flex: 1 }}>
        <h1 className={styles.pageTitle}>{title}</h1>
        {subtitle ? <div className={styles.pageSubtitle}>{subtitle}</div> : null}
      </div>
      {actions ? <div style={{ display: 'flex', gap: 8, alignItems: 'center', flex: 'none' }}>{actions}</div> : null}
    </header>
  );
}

/** A page: head above, scrolling body below. `flush`: the body fills the rest without padding or own scrolling. */
export function Page({ header, flush, children }: { header: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <main className={styles.page}>
      {header}
      <div className={flush ? styles.pageBodyFlush : styles.pageBody}>{children}</div>
    </main>
  );
}
