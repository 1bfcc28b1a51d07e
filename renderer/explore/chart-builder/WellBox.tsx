import { Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './chart-builder.module.css';
import { useDragged } from './drag.ts';

interface WellBoxProps {
  id: string;
  label: string;
  help: string;
  /** Whether it takes the field that is being dragged. */
  takes: (type: string) => boolean;
  needed: boolean;
  empty: boolean;
  hint: string;
  children?: ReactNode;
}

/** A place for fields. While one is dragged it shows whether it takes it. */
export function WellBox({ id, label, help, takes, needed, empty, hint, children }: WellBoxProps) {
  const field = useDragged((state) => state.field);
  const open = field !== null && takes(field.column.type);
  const over = open && field?.over === id;
  return (
    <section className={styles.well} aria-label={label}>
      <div className={styles.wellHead}>
        <span>{label}</span>
        {needed && empty ? <span className={styles.needed}>needed</span> : null}
        <Tooltip label={help} multiline maw={260}>
          <IconInfoCircle size={13} stroke={1.6} className={styles.wellInfo} aria-label={help} role="img" />
        </Tooltip>
      </div>
      <div
        className={styles.wellBody}
        data-well={id}
        data-open={open || undefined}
        data-over={over || undefined}
        data-closed={(field !== null && !open) || undefined}
      >
        {children}
        {empty ? <span className={styles.wellHint}>{hint}</span> : null}
      </div>
    </section>
  );
}
