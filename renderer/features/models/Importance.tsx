import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ModelReport } from '../../../nodes/contract/model.ts';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './models.module.css';

const MOST = 15;

/** Which columns the model leans on. */
export function Importance({ report }: { report: ModelReport }) {
  const [by, setBy] = useState<'gain' | 'permutation'>('gain');
  const [all, setAll] = useState(false);
  const hasPermutation = report.importance.some(({ permutation }) => permutation !== null);
  const valued = report.importance
    .map(({ feature, gain, permutation }) => ({ feature, value: by === 'gain' ? gain : (permutation ?? 0) }))
    .sort((a, b) => b.value - a.value);
  const most = Math.max(1e-12, ...valued.map(({ value }) => Math.abs(value)));
  const shown = all ? valued : valued.slice(0, MOST);
  return (
    <Panel
      title="Importance of columns"
      actions={
        hasPermutation ? (
          <SegmentedControl
            size="xs"
            value={by}
            onChange={(value) => setBy(value as typeof by)}
            data={[
              { value: 'gain', label: report.algorithm === 'linear' ? 'Weight' : 'Gain' },
              { value: 'permutation', label: 'When shuffled' },
            ]}
          />
        ) : null
      }
    >
      <p className={styles.sentence}>
        {by === 'gain'
          ? 'Share of what each column contributed while the model was trained.'
          : 'How much worse the model gets on test rows when the column is shuffled.'}
      </p>
      <ul className={styles.bars}>
        {shown.map(({ feature, value }) => (
          <li key={feature}>
            <span className={styles.barName} title={feature}>
              {feature}
            </span>
            <span className={styles.barTrack}>
              <span
                className={styles.bar}
                data-negative={value < 0 || undefined}
                style={{ width: `${Math.max(0.4, (Math.abs(value) / most) * 100)}%` }}
              />
            </span>
            <span className={styles.barValue}>{by === 'gain' ? formatShare(value) : formatNumber(value, 3)}</span>
          </li>
        ))}
      </ul>
      {valued.length > MOST ? (
        <button type="button" className={styles.more} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${valued.length} columns`}
        </button>
      ) : null}
    </Panel>
  );
}
