import type { CSSProperties, ReactNode } from 'react';
import styles from './ui.module.css';

interface PanelProps {
  title?: ReactNode;
  actions?: ReactNode;
  /** No padding: for tables, charts and lists. */
  flush?: boolean;
  style?: CSSProperties;
  children: ReactNode;
}

/** A bordered surface with an optional 40 px head. */
export function Panel({ title, actions, flush, style, children }: PanelProps) {
  return (
    <section className={styles.panel} style={style}>
      {title !== undefined || actions !== undefined ? (
        <div className={styles.panelHead}>
          <div style={{ flex: 1, minWidth: 0 }}>{title}</div>
          {actions}
        </div>
      ) : null}
      <div className={flush ? styles.panelBodyFlush : styles.panelBody}>{children}</div>
    </section>
  );
}

/** A quiet heading inside a panel or a side bar. */
export const SectionLabel = ({ children }: { children: ReactNode }) => (
  <div className={styles.sectionLabel}>{children}</div>
);
