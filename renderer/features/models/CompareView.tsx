import { Select, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import type { ModelReport, ModelVersionInfo } from '../../../nodes/contract/model.ts';
import { XyChart } from '../../charts/XyChart.tsx';
import { useCall } from '../../client/hooks.ts';
import { formatCount, formatTime } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { tableClass } from '../../ui/table.ts';
import { metricsOf, metricWords } from './metric-words.ts';
import styles from './models.module.css';
import { algorithmNames } from './ReportDetails.tsx';

interface CompareViewProps {
  projectId: string;
  modelId: string;
  versions: readonly ModelVersionInfo[];
  pair: readonly [string, string];
  onPair: (pair: [string, string]) => void;
}

/** Two versions side by side: their metrics, curves and settings. */
export function CompareView({ projectId, modelId, versions, pair, onPair }: CompareViewProps) {
  const params = (version: string) => ({ params: { project: projectId, model: modelId, version } });
  const left = useCall('models.report', params(pair[0]));
  const right = useCall('models.report', params(pair[1]));
  const error = left.error ?? right.error;
  const data = versions.map(({ id, created, active }) => ({
    value: id,
    label: `${id}${active ? ' (active)' : ''}, ${formatTime(created)}`,
  }));
  return (
    <div className={styles.stack}>
      <div className={styles.plots}>
        <Select
          label="Version"
          description="The one whose gains and losses are shown."
          data={data}
          value={pair[0]}
          allowDeselect={false}
          onChange={(id) => id && onPair([id, pair[1]])}
        />
        <Select
          label="Compared with"
          description="Usually the active one."
          data={data}
          value={pair[1]}
          allowDeselect={false}
          onChange={(id) => id && onPair([pair[0], id])}
        />
      </div>
      {error ? <ErrorNotice error={error} /> : null}
      {left.data && right.data ? (
        <Comparison reports={[left.data, right.data]} names={pair} />
      ) : error ? null : (
        <Skeleton h={400} />
      )}
    </div>
  );
}

function Comparison({
  reports: [left, right],
  names,
}: {
  reports: readonly [ModelReport, ModelReport];
  names: readonly [string, string];
}) {
  const curves = useMemo(() => {
    const [a, b] = [left.evaluation, right.evaluation];
    if (a.task !== 'binary' || b.task !== 'binary') return null;
    const plot = (key: 'roc' | 'pr', x: string, y: string) => ({
      series: [
        { name: names[0], points: a[key] },
        { name: names[1], points: b[key] },
      ],
      x: { name: x, min: 0, max: 1 },
      y: { name: y, min: 0, max: 1 },
    });
    return {
      roc: plot('roc', 'False alarms among negatives', 'Positives found'),
      pr: plot('pr', 'Recall', 'Precision'),
    };
  }, [left, right, names]);
  if (left.evaluation.task !== right.evaluation.task) {
    return <Notice tone="warning">The versions solve different tasks, so their figures cannot be compared.</Notice>;
  }
  const [a, b] = [metricsOf(left.evaluation), metricsOf(right.evaluation)];
  const facts: readonly [string, (report: ModelReport) => string][] = [
    ['Algorithm', (report) => algorithmNames[report.algorithm] ?? report.algorithm],
    ['Rounds', (report) => formatCount(report.rounds)],
    ['Training rows', (report) => formatCount(report.rows.train)],
    ['Test rows', (report) => formatCount(report.rows.test)],
    ['Columns', (report) => formatCount(report.features.length)],
    [
      'Most important',
      (report) =>
        report.importance
          .slice(0, 3)
          .map(({ feature }) => feature)
          .join(', '),
    ],
  ];
  return (
    <>
      {left.rows.test === right.rows.test ? null : (
        <Notice tone="info">The versions were tested on different rows: small differences say little.</Notice>
      )}
      <Panel title="Metrics on each version’s test rows" flush>
        <table className={tableClass}>
          <thead>
            <tr>
              <th>Metric</th>
              <th data-numeric>{names[0]}</th>
              <th data-numeric>{names[1]}</th>
              <th data-numeric>Difference</th>
            </tr>
          </thead>
          <tbody>
            {metricWords(left.evaluation.task).map(({ id, label, better, format }) => {
              const [x, y] = [a[id] ?? null, b[id] ?? null];
              const gain = x === null || y === null ? 0 : (y - x) * (better === 'higher' ? 1 : -1);
              return (
                <tr key={id}>
                  <td>{label}</td>
                  <td data-numeric className={gain < 0 ? styles.better : undefined}>
                    {format(x)}
                  </td>
                  <td data-numeric className={gain > 0 ? styles.better : undefined}>
                    {format(y)}
                  </td>
                  <td data-numeric>
                    {x === null || y === null ? '–' : `${y >= x ? '+' : '−'}${Math.abs(y - x).toFixed(4)}`}
                  </td>
                </tr>
              );
            })}
            {facts.map(([label, of]) => (
              <tr key={label}>
                <td>{label}</td>
                <td data-numeric>{of(left)}</td>
                <td data-numeric>{of(right)}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      {curves ? (
        <div className={styles.plots}>
          <Panel title="ROC">
            <XyChart plot={curves.roc} label="ROC curves of both versions" />
          </Panel>
          <Panel title="Precision and recall">
            <XyChart plot={curves.pr} label="Precision by recall of both versions" />
          </Panel>
        </div>
      ) : null}
    </>
  );
}
