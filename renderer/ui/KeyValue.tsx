import { Fragment, type ReactNode } from 'react';
import styles from './ui.module.css';

/** A list of facts: name left, value right. */
export function KeyValue({ items }: { items: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.keyValue}>
      {items.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
