import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconChartHistogram, IconReportAnalytics, IconScale, IconTableAlias } from '@tabler/icons-react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './statistics.module.css';
import { type Facts, type Start, startsOf } from './suggest.ts';

interface StartsProps {
  kinds: readonly CatalogKind[];
  facts: Facts;
  /** False while the columns are looked at. */
  ready: boolean;
  error: { message: string; hint?: string | undefined } | null;
  onStart: (start: Start) => void;
}

const icons = { describe: IconChartHistogram, correlate: IconTableAlias, compare: IconScale } as const;

/** An empty worksheet: three good beginnings. */
export function Starts({ kinds, facts, ready, error, onStart }: StartsProps) {
  const starts = startsOf(kinds, facts);
  return (
    <div className={styles.starts}>
      <EmptyState icon={IconReportAnalytics} title="What do the data say?">
        Add cards that describe columns, relate them or test a claim. They stay with the dataset and follow its data.
      </EmptyState>
      {error ? <ErrorNotice error={error} /> : null}
      <div className={styles.startList}>
        {ready
          ? starts.map((start) => {
              const IconView = icons[start.id];
              return (
                <UnstyledButton
                  key={start.id}
                  className={styles.start}
                  disabled={start.cards.length === 0}
                  title={start.cards.length === 0 ? 'The columns do not allow it' : undefined}
                  onClick={() => onStart(start)}
                >
                  <IconView size={20} stroke={1.6} />
                  <b>{start.label}</b>
                  <span>{start.help}</span>
                </UnstyledButton>
              );
            })
          : error
            ? null
            : ['describe', 'correlate', 'compare'].map((id) => <Skeleton key={id} h={108} />)}
      </div>
    </div>
  );
}
