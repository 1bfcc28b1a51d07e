import { useMemo } from 'react';
import type { ModelReport } from '../../../nodes/contract/model.ts';
import { usePalette } from '../../charts/use-palette.ts';
import { XyChart } from '../../charts/XyChart.tsx';
import { formatCount, formatDuration, formatNumber, formatShare } from '../../ui/format.ts';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { tableClass } from '../../ui/table.ts';

export const algorithmNames: Record<string, string> = {
  'gradient-boosting': 'Gradient boosting',
  linear: 'Linear model',
};

/** Loss by round: a validation line that turns up shows where the model begins to learn by heart. */
export function TrainingCurve({ report }: { report: ModelReport }) {
  const palette = usePalette();
  const plot = useMemo(() => {
    const { trainingCurve, rounds } = report;
    const validation = trainingCurve.flatMap(({ round, validation: loss }) =>
      loss === null ? [] : [{ x: round, y: loss }],
    );
    return {
      series: [
        { name: 'Training rows', points: trainingCurve.map(({ round, train }) => ({ x: round, y: train })) },
        ...(validation.length > 0
          ? [{ name: 'Validation rows', points: validation, colour: palette.series[1] ?? '' }]
          : []),
      ],
      x: { name: report.algorithm === 'linear' ? 'Iteration' : 'Trees' },
      y: { name: 'Loss' },
      mark: validation.length > 0 ? { x: rounds, label: `kept ${rounds}` } : undefined,
    };
  }, [report, palette]);
  if (report.trainingCurve.length < 2) return null;
  return (
    <Panel title="Training">
      <XyChart plot={plot} label="Loss by training round" />
    </Panel>
  );
}

const words = (value: unknown): string => {
  if (typeof value === 'number') return formatNumber(value, 6);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
const spaced = (key: string): string => {
  const text = key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** How the version was made: rows, settings, times, self-check. */
export function MadeHow({ report }: { report: ModelReport }) {
  const { rows, settings, selfCheck, timings, classes, classCounts } = report;
  const { id, ...algorithm } = settings.algorithm;
  const split =
    settings.split.kind === 'time'
      ? `latest by ${settings.split.column}`
      : `random ${formatShare(settings.split.testShare)}`;
  return (
    <Panel title="How it was made">
      <KeyValue
        items={[
          ['Target', report.target],
          [
            'Algorithm',
            `${algorithmNames[id] ?? id}, ${formatCount(report.rounds)} ${id === 'linear' ? 'iterations' : 'trees'}`,
          ],
          [
            'Training rows',
            `${formatCount(rows.train)}${rows.validation ? `, ${formatCount(rows.validation)} of them for validation` : ''}`,
          ],
          ['Test rows', `${formatCount(rows.test)}, ${split}`],
          ...(rows.dropped ? [['Left out', `${formatCount(rows.dropped)} without a target`] as const] : []),
          ...(classes.length > 0
            ? [['Classes', classes.map((name, at) => `${name}: ${formatCount(classCounts[at])}`).join(', ')] as const]
            : []),
          ['Class weights', settings.classWeights],
          ...Object.entries(algorithm).map(([key, value]) => [spaced(key), words(value)] as const),
          ['Seed', String(settings.seed)],
          ['Time', `${formatDuration(timings.totalMs)} (training ${formatDuration(timings.trainMs)})`],
          [
            'Self-check',
            `${formatCount(selfCheck.rows)} rows scored again from the saved file, largest difference ${selfCheck.worst.toExponential(1)}`,
          ],
        ]}
      />
    </Panel>
  );
}

/** The input columns as the model takes them, and those left out with the reason. */
export function Columns({ report }: { report: ModelReport }) {
  return (
    <Panel title={`Columns: ${report.features.length} used, ${report.rejected.length} left out`} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
      <section style={{ overflow: 'auto', maxHeight: 420 }} tabIndex={0} aria-label="Columns">
        <table className={tableClass}>
          <thead>
            <tr>
              <th>Column</th>
              <th>Used as</th>
              <th data-numeric>Empty</th>
            </tr>
          </thead>
          <tbody>
            {report.features.map(({ name, kind, missingShare, categories }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{kind === 'numeric' ? 'number' : `category, ${formatCount(categories)} values`}</td>
                <td data-numeric>{formatShare(missingShare)}</td>
              </tr>
            ))}
            {report.rejected.map(({ name, reason }) => (
              <tr key={name} style={{ color: 'var(--mr-dim)' }}>
                <td>{name}</td>
                <td colSpan={2}>Left out: {reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
