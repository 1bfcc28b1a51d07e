import { Button, Slider } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { BinaryEvaluation } from '../../../nodes/contract/model.ts';
import { XyChart } from '../../charts/XyChart.tsx';
import { formatCount, formatShare } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { cellShade } from './cell-shade.ts';
import styles from './models.module.css';
import { type Counts, countsAt, curveWithSaved, nearestPoint } from './threshold.ts';

/** What a threshold would do: confusion matrix, precision, recall, rows flagged. The saved threshold does not change. */
export function ThresholdPanel({ evaluation }: { evaluation: BinaryEvaluation }) {
  const { threshold: saved, positive, rows } = evaluation;
  const curve = useMemo(() => curveWithSaved(evaluation), [evaluation]);
  const start = nearestPoint(curve, saved);
  const [index, setIndex] = useState(start);
  const at = curve[index] ?? curve[start];
  const plot = useMemo(
    () => ({
      series: (['precision', 'recall', 'f1'] as const).map((key) => ({
        name: { precision: 'Precision', recall: 'Recall', f1: 'F1' }[key],
        points: curve.map((point) => ({ x: point.threshold, y: point[key] })),
      })),
      x: { name: 'Threshold', min: 0, max: 1 },
      y: { name: 'Share', min: 0, max: 1, format: (value: number) => `${Math.round(value * 100)}%` },
      mark: at ? { x: at.threshold, label: at.threshold.toFixed(3) } : undefined,
    }),
    [curve, at],
  );
  if (!at) return null;
  const counts = countsAt(evaluation, at);
  return (
    <Panel
      title="Threshold"
      actions={
        index === start ? null : (
          <Button variant="subtle" size="compact-xs" onClick={() => setIndex(start)}>
            Back to the saved {saved.toFixed(3)}
          </Button>
        )
      }
    >
      <div className={styles.threshold}>
        <div>
          <p className={styles.sentence}>
            A row is flagged as <b>{positive}</b> when its probability is at least <b>{at.threshold.toFixed(3)}</b>. Of{' '}
            {formatCount(rows)} test rows that flags <b>{formatCount(counts.truePositive + counts.falsePositive)}</b> (
            {formatShare(at.flaggedShare, 2)}): <b>{formatCount(counts.truePositive)}</b> rightly,{' '}
            <b>{formatCount(counts.falsePositive)}</b> wrongly; <b>{formatCount(counts.falseNegative)}</b> are missed.
          </p>
          <Slider
            value={index}
            min={0}
            max={curve.length - 1}
            onChange={setIndex}
            label={null}
            size="sm"
            my="md"
            thumbLabel="Threshold"
            thumbValueText={at.threshold.toFixed(3)}
            marks={[{ value: start }]}
          />
          <div className={styles.figures}>
            <Figure label="Precision" value={formatShare(at.precision)} />
            <Figure label="Recall" value={formatShare(at.recall)} />
            <Figure label="F1" value={at.f1.toFixed(3)} />
            <Figure label="MCC" value={at.mcc.toFixed(3)} />
          </div>
          <Matrix counts={counts} positive={positive} />
        </div>
        <XyChart plot={plot} label="Precision, recall and F1 by threshold" height={300} />
      </div>
    </Panel>
  );
}

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div>
    <div className={styles.figureValue}>{value}</div>
    <div className={styles.dim}>{label}</div>
  </div>
);

/** Rows by truth and prediction, two classes. */
function Matrix({ counts, positive }: { counts: Counts; positive: string }) {
  const { truePositive, falsePositive, falseNegative, trueNegative } = counts;
  const cell = (value: number, of: number, good: boolean, words: string) => (
    <td style={cellShade(value, of, good)}>
      <b>{formatCount(value)}</b>
      <span>{words}</span>
    </td>
  );
  return (
    <table className={styles.matrix}>
      <thead>
        <tr>
          <td />
          <th scope="col">Flagged</th>
          <th scope="col">Not flagged</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Really {positive}</th>
          {cell(truePositive, truePositive + falseNegative, true, 'found')}
          {cell(falseNegative, truePositive + falseNegative, false, 'missed')}
        </tr>
        <tr>
          <th scope="row">Not {positive}</th>
          {cell(falsePositive, falsePositive + trueNegative, false, 'false alarms')}
          {cell(trueNegative, falsePositive + trueNegative, true, 'rightly left alone')}
        </tr>
      </tbody>
    </table>
  );
}
