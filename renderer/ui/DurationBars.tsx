import { Tooltip } from '@mantine/core';
import styles from './bars.module.css';
import { formatDuration, formatTime } from './format.ts';
import type { Tone } from './StatusBadge.tsx';

export interface DurationBar {
  id: string;
  startedAt: string;
  ms: number;
  tone: Tone;
  label: string;
}

interface DurationBarsProps {
  /** Oldest first. */
  bars: readonly DurationBar[];
  active?: string | undefined;
  onSelect?: (id: string) => void;
}

/** Runs side by side: height is the duration, colour the outcome. */
export function DurationBars({ bars, active, onSelect }: DurationBarsProps) {
  const longest = Math.max(1, ...bars.map(({ ms }) => ms));
  return (
    <div className={styles.bars}>
      {bars.map(({ id, startedAt, ms, tone, label }) => {
        const text = `${label}, ${formatTime(startedAt)}, ${formatDuration(ms)}`;
        const shared = {
          className: styles.bar,
          'data-tone': tone,
          'data-active': id === active || undefined,
          style: { height: `${Math.max(8, (ms / longest) * 100)}%` },
        };
        return (
          <Tooltip key={id} label={text} openDelay={80}>
            {onSelect ? (
              <button type="button" aria-label={text} onClick={() => onSelect(id)} {...shared} />
            ) : (
              <span {...shared} />
            )}
          </Tooltip>
        );
      })}
    </div>
  );
}
