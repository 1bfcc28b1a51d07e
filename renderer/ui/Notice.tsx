import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ui.module.css';

const icons = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;

interface NoticeProps {
  tone?: 'error' | 'warning' | 'info';
  title?: string;
  hint?: string | undefined;
  children?: ReactNode;
  /** Buttons for what can be done about it. */
  actions?: ReactNode;
}

/** A message in place: what is wrong, and what to do about it. */
export function Notice({ tone = 'error', title, hint, children, actions }: NoticeProps) {
  const IconView = icons[tone];
  return (
    <div className={styles.alert} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <IconView size={16} stroke={1.8} />
      <div className={styles.alertBody}>
        {title ? <div className={styles.alertTitle}>{title}</div> : null}
        {children}
        {hint ? <div className={styles.alertHint}>{hint}</div> : null}
        {actions ? <div className={styles.alertActions}>{actions}</div> : null}
      </div>
    </div>
  );
}

/** An error a call gave. */
export const ErrorNotice = ({ error }: { error: { message: string; hint?: string | undefined } }) => (
  <Notice hint={error.hint}>{error.message}</Notice>
);
