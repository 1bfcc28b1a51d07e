import { type ReactNode, useMemo } from 'react';
import type { BinaryEvaluation } from '../../../nodes/contract/model.ts';
import { usePalette } from '../../charts/use-palette.ts';
import { XyChart } from '../../charts/XyChart.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './models.module.css';
import { curveWithSaved, nearestPoint } from './threshold.ts';

const percent = (value: number) => `${Math.round(value * 100)}%`;
const diagonal = {
  name: 'guessing',
  points: [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
  dashed: true,
};

/** ROC, precision-recall, gains, calibration and score density of a two-class model. */
export function BinaryPlots({ evaluation, children }: { evaluation: BinaryEvaluation; children?: ReactNode }) {
  const palette = usePalette();
  const plots = useMemo(() => {
    const { roc, pr, gains, calibration, density, threshold, rows, positives } = evaluation;
    const curve = curveWithSaved(evaluation);
    const at = curve[nearestPoint(curve, threshold)];
    const unit = { min: 0, max: 1, format: percent };
    const quiet = palette.dim;
    const prior = positives / Math.max(1, rows);
    const falseRate = at ? (at.flaggedShare * rows - at.recall * positives) / Math.max(1, rows - positives) : 0;
    const middle = ({ from, to }: { from: number; to: number }) => (from + to) / 2;
    return {
      roc: {
        series: [
          { name: 'ROC', points: roc },
          { ...diagonal, colour: quiet },
        ],
        x: { name: 'False alarms among negatives', ...unit },
        y: { name: 'Positives found', ...unit },
        point: at ? { x: Math.max(0, falseRate), y: at.recall, label: 'threshold' } : undefined,
      },
      pr: {
        series: [
          { name: 'Precision', points: pr },
          {
            name: 'guessing',
            points: [
              { x: 0, y: prior },
              { x: 1, y: prior },
            ],
            dashed: true,
            colour: quiet,
          },
        ],
        x: { name: 'Recall', ...unit },
        y: { name: 'Precision', ...unit },
        point: at ? { x: at.recall, y: at.precision, label: 'threshold' } : undefined,
      },
      gains: {
        series: [
          { name: 'Positives found', points: gains },
          { ...diagonal, colour: quiet },
        ],
        x: { name: 'Rows looked at, highest score first', ...unit },
        y: { name: 'Positives found', ...unit },
      },
      calibration: {
        series: [
          { name: 'Observed', points: calibration.map(({ predicted, observed }) => ({ x: predicted, y: observed })) },
          { ...diagonal, name: 'perfect', colour: quiet },
        ],
        x: { name: 'Predicted probability', ...unit },
        y: { name: 'Observed share', ...unit },
      },
      density: {
        series: [
          {
            name: `not ${evaluation.positive}`,
            kind: 'fill' as const,
            points: density.map((bin) => ({ x: middle(bin), y: bin.negative })),
          },
          {
            name: evaluation.positive,
            kind: 'fill' as const,
            colour: palette.alert,
            points: density.map((bin) => ({ x: middle(bin), y: bin.positive })),
          },
        ],
        x: { name: 'Score', min: 0, max: 1 },
        y: { name: 'Share of the class', min: 0, format: percent },
        mark: { x: threshold, label: 'threshold' },
      },
    };
  }, [evaluation, palette]);
  return (
    <div className={styles.plots}>
      <Panel title="ROC">
        <XyChart plot={plots.roc} label={`ROC curve, AUC ${evaluation.metrics.auc ?? 'unknown'}`} />
      </Panel>
      <Panel title="Precision and recall">
        <XyChart plot={plots.pr} label="Precision by recall" />
      </Panel>
      <Panel title="Gains">
        <XyChart plot={plots.gains} label="Positives found by rows looked at" />
      </Panel>
      <Panel title="Score density">
        <XyChart plot={plots.density} label="Share of each class by score" />
      </Panel>
      <Panel title="Calibration">
        <XyChart plot={plots.calibration} label="Observed share by predicted probability" />
      </Panel>
      {children}
    </div>
  );
}
