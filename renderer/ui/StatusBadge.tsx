import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconLoader2,
  IconOctagonFilled,
} from '@tabler/icons-react';
import styles from './ui.module.css';

export type Tone = 'none' | 'ready' | 'running' | 'done' | 'stale' | 'failed';

const shapes = {
  none: IconCircleDashed,
  ready: IconCircle,
  running: IconLoader2,
  done: IconCircleCheckFilled,
  stale: IconAlertTriangleFilled,
  failed: IconOctagonFilled,
} as const;

/** The shape that belongs to a tone: state is told by shape, colour and words together. */
export function StatusIcon({ tone, size = 12 }: { tone: Tone; size?: number }) {
  const Shape = shapes[tone];
  return (
    <Shape
      size={size}
      stroke={2}
      className={`${styles.statusIcon} ${tone === 'running' ? styles.spin : ''}`}
      data-tone={tone}
      aria-hidden
    />
  );
}

interface StatusBadgeProps {
  tone: Tone;
  label: string;
  /** Why, shown on hover. */
  reason?: string;
  /** Without the pill behind it. */
  plain?: boolean;
}

export function StatusBadge({ tone, label, reason, plain }: StatusBadgeProps) {
  const badge = (
    <span className={styles.status} data-tone={tone} data-plain={plain || undefined}>
      <StatusIcon tone={tone} />
      {label}
    </span>
  );
  return reason ? (
    <Tooltip label={reason} multiline maw={320}>
      {badge}
    </Tooltip>
  ) : (
    badge
  );
}
