import { Slider } from '@mantine/core';
import { useState } from 'react';
import type { BlockOf } from '../../../../nodes/contract/statistics.ts';
import { StatisticsPlot } from '../../../charts/StatisticsPlot.tsx';
import styles from '../statistics.module.css';

interface MatrixBlockProps {
  block: BlockOf<'matrix'>;
  threshold: number;
  /** Absent where nothing can be changed: then it is only of this view. */
  onThreshold: ((threshold: number) => void) | undefined;
}

/** A heat map of all pairs; a slider dims the weak ones. */
export function MatrixBlock({ block, threshold, onThreshold }: MatrixBlockProps) {
  const [draft, setDraft] = useState<number | null>(null);
  const shown = draft ?? threshold;
  const { names, measure, counts } = block;
  const height = Math.min(720, Math.max(200, 84 + names.length * 30));
  const pairs = counts.flatMap((row, at) => row.filter((_, other) => other > at));
  const isUneven = new Set(pairs).size > 1;
  return (
    <div className={styles.matrix} style={{ maxWidth: Math.max(420, 190 + names.length * 64) }}>
      <div className={styles.slider}>
        <span id="matrix-threshold">Dim below {shown.toFixed(2)}</span>
        <Slider
          thumbLabel={`Dim cells whose ${measure} is nearer to zero`}
          size="sm"
          min={0}
          max={1}
          step={0.05}
          label={null}
          value={shown}
          onChange={setDraft}
          onChangeEnd={(value) => {
            if (!onThreshold) return;
            onThreshold(value);
            setDraft(null);
          }}
        />
        {isUneven ? (
          <span>
            {Math.min(...pairs).toLocaleString('en')} to {Math.max(...pairs).toLocaleString('en')} rows a pair
          </span>
        ) : null}
      </div>
      <StatisticsPlot
        block={block}
        threshold={shown}
        height={height}
        label={`${measure} of each pair of ${names.length} columns`}
      />
    </div>
  );
}
