import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { IconSortAscending, IconSortDescending, IconX } from '@tabler/icons-react';
import type { ColumnStats } from '../../nodes/contract/flow.ts';
import type { Column } from '../../nodes/contract/schema.ts';
import { isNumber, typeNames } from '../ui/cell-text.ts';
import { formatCount, formatNumber, formatShare } from '../ui/format.ts';
import { KeyValue } from '../ui/KeyValue.tsx';
import { ErrorNotice } from '../ui/Notice.tsx';
import { SectionLabel } from '../ui/Panel.tsx';
import styles from './explore.module.css';

interface ColumnPanelProps {
  column: Column;
  stats: ColumnStats | undefined;
  sample: string;
  error: { message: string } | null;
  width: number;
  onSort: (descending: boolean) => void;
  /** Shows only rows with this value. */
  onFilter: (value: string) => void;
  onClose: () => void;
}

/** What is in one column: quality, distribution, figures, most frequent values. */
export function ColumnPanel({ column, stats, sample, error, width, onSort, onFilter, onClose }: ColumnPanelProps) {
  return (
    <aside className={styles.panel} style={{ width }} aria-label={`Column ${column.name}`}>
      <div className={styles.panelHead}>
        <span>{column.name}</span>
        <Tooltip label="Sort ascending">
          <ActionIcon aria-label="Sort ascending" onClick={() => onSort(false)}>
            <IconSortAscending size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Sort descending">
          <ActionIcon aria-label="Sort descending" onClick={() => onSort(true)}>
            <IconSortDescending size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      <div className={styles.panelBody}>
        {error ? <ErrorNotice error={error} /> : null}
        {stats ? <Facts column={column} stats={stats} sample={sample} onFilter={onFilter} /> : null}
        {!stats && !error ? <Skeleton h={320} /> : null}
      </div>
    </aside>
  );
}

interface FactsProps {
  column: Column;
  stats: ColumnStats;
  sample: string;
  onFilter: (value: string) => void;
}

function Facts({ column, stats, sample, onFilter }: FactsProps) {
  const numeric = isNumber(column.type);
  const q = (p: number) => stats.quantiles.find((one) => one.p === p)?.value;
  return (
    <>
      <Quality stats={stats} />
      {stats.histogram.length > 0 ? (
        <div>
          <SectionLabel>Distribution</SectionLabel>
          <Histogram bins={stats.histogram} />
        </div>
      ) : null}
      <KeyValue
        items={[
          ['Type', `${typeNames[column.type]}${column.meaning ? ` · ${column.meaning}` : ''}`],
          ['Distinct', formatCount(stats.distinct)],
          ['Minimum', stats.min ?? '–'],
          ['Maximum', stats.max ?? '–'],
          ...(numeric
            ? ([
                ['Mean', formatNumber(stats.mean)],
                ['Std deviation', formatNumber(stats.stddev)],
                ['Median', formatNumber(q(0.5))],
                ['Middle half', `${formatNumber(q(0.25))} – ${formatNumber(q(0.75))}`],
              ] as const)
            : []),
          ['Over', sample],
        ]}
      />
      {stats.top.length > 0 ? (
        <div>
          <SectionLabel>Most frequent</SectionLabel>
          <TopValues stats={stats} onFilter={onFilter} />
        </div>
      ) : null}
    </>
  );
}

function Quality({ stats }: { stats: ColumnStats }) {
  const rows = Math.max(1, stats.rows);
  const valid = Math.max(0, stats.rows - stats.empty - stats.invalid);
  const parts = [
    { label: 'valid', share: valid / rows, colour: 'var(--mr-done)' },
    { label: 'invalid', share: stats.invalid / rows, colour: 'var(--mr-failed)' },
    { label: 'empty', share: stats.empty / rows, colour: 'var(--mr-border-strong)' },
  ];
  return (
    <div>
      <div className={styles.qualityBar} aria-hidden>
        {parts.map(({ label, share, colour }) => (
          <span key={label} style={{ width: `${share * 100}%`, background: colour }} />
        ))}
      </div>
      <div className={styles.qualityWords}>
        {parts.map(({ label, share }) => (
          <span key={label}>
            {formatShare(share)} {label}
          </span>
        ))}
      </div>
    </div>
  );
}

function Histogram({ bins }: { bins: ColumnStats['histogram'] }) {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const width = 100 / bins.length;
  return (
    <>
      <svg
        className={styles.histogram}
        viewBox="0 0 100 72"
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram with ${bins.length} bins`}
      >
        {bins.map((bin, index) => {
          const height = bin.count > 0 ? Math.max(1, (bin.count / most) * 70) : 0;
          return (
            <rect
              key={bin.from}
              x={index * width + 0.25}
              width={Math.max(0.5, width - 0.5)}
              y={72 - height}
              height={height}
            >
              <title>{`${formatNumber(bin.from)} – ${formatNumber(bin.to)}: ${formatCount(bin.count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.axis}>
        <span>{formatNumber(bins[0]?.from, 4)}</span>
        <span>{formatNumber(bins.at(-1)?.to, 4)}</span>
      </div>
    </>
  );
}

function TopValues({ stats, onFilter }: { stats: ColumnStats; onFilter: (value: string) => void }) {
  const most = Math.max(1, ...stats.top.map(({ count }) => count));
  return (
    <div className={styles.top} style={{ marginTop: 8 }}>
      {stats.top.slice(0, 12).flatMap(({ value, count }) => [
        <button
          key={value}
          type="button"
          className={styles.topBar}
          title={`Show only rows with ${value}`}
          style={
            {
              all: undefined,
              border: 0,
              background: 'none',
              color: 'inherit',
              cursor: 'pointer',
              '--share': `${(count / most) * 100}%`,
            } as React.CSSProperties
          }
          onClick={() => onFilter(value)}
        >
          <span>{value === '' ? '(empty text)' : value}</span>
        </button>,
        <span key={`${value}#`} className={styles.topCount}>
          {formatShare(count / Math.max(1, stats.rows))}
        </span>,
      ])}
    </div>
  );
}
