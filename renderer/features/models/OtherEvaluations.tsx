import { useMemo } from 'react';
import type { ConfusionMatrix, MulticlassEvaluation, RegressionEvaluation } from '../../../nodes/contract/model.ts';
import { usePalette } from '../../charts/use-palette.ts';
import { XyChart } from '../../charts/XyChart.tsx';
import { formatCompact, formatCount, formatShare } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { tableClass } from '../../ui/table.ts';
import { cellShade } from './cell-shade.ts';
import styles from './models.module.css';

/** Rows by actual and predicted class; darker is a larger share of the actual class. */
function ClassMatrix({ confusion: { classes, matrix } }: { confusion: ConfusionMatrix }) {
  return (
    <div style={{ overflow: 'auto' }}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <td />
            {classes.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((actual, row) => {
            const sum = (matrix[row] ?? []).reduce((all, one) => all + one, 0);
            return (
              <tr key={actual}>
                <th scope="row">{actual}</th>
                {classes.map((predicted, column) => {
                  const value = matrix[row]?.[column] ?? 0;
                  return (
                    <td key={predicted} style={cellShade(value, sum, row === column)}>
                      <b>{formatCount(value)}</b>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export function MulticlassView({ evaluation }: { evaluation: MulticlassEvaluation }) {
  return (
    <div className={styles.plots}>
      <Panel title="Predicted (across) and actual (down) class">
        <ClassMatrix confusion={evaluation.confusion} />
      </Panel>
      <Panel title="By class" flush>
        <table className={tableClass}>
          <thead>
            <tr>
              <th>Class</th>
              {['Rows', 'Precision', 'Recall', 'F1', 'AUC'].map((name) => (
                <th key={name} data-numeric>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {evaluation.perClass.map((one) => (
              <tr key={one.class}>
                <td>{one.class}</td>
                <td data-numeric>{formatCount(one.rows)}</td>
                <td data-numeric>{formatShare(one.precision)}</td>
                <td data-numeric>{formatShare(one.recall)}</td>
                <td data-numeric>{one.f1.toFixed(3)}</td>
                <td data-numeric>{one.auc?.toFixed(3) ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

export function RegressionView({ evaluation }: { evaluation: RegressionEvaluation }) {
  const palette = usePalette();
  const plots = useMemo(() => {
    const { scatter, residuals } = evaluation;
    const ends = [
      Math.min(...scatter.map(({ x, y }) => Math.min(x, y))),
      Math.max(...scatter.map(({ x, y }) => Math.max(x, y))),
    ];
    const [low = 0, high = 1] = ends;
    return {
      scatter: {
        series: [
          { name: 'Rows', points: scatter, kind: 'dots' as const },
          {
            name: 'exact',
            points: [
              { x: low, y: low },
              { x: high, y: high },
            ],
            dashed: true,
            colour: palette.dim,
          },
        ],
        x: { name: 'Actual', format: formatCompact },
        y: { name: 'Predicted', format: formatCompact },
      },
      residuals: {
        series: [
          {
            name: 'Rows',
            kind: 'fill' as const,
            points: residuals.map(({ from, to, rows }) => ({ x: (from + to) / 2, y: rows })),
          },
        ],
        x: { name: 'Actual − predicted', format: formatCompact },
        y: { name: 'Rows', min: 0, format: formatCompact },
      },
    };
  }, [evaluation, palette]);
  return (
    <div className={styles.plots}>
      <Panel title="Predicted and actual">
        <XyChart plot={plots.scatter} label="Predicted by actual value" height={280} />
      </Panel>
      <Panel title="Errors">
        <XyChart plot={plots.residuals} label="Rows by error" height={280} />
      </Panel>
    </div>
  );
}
