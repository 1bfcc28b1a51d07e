import { Skeleton } from '@mantine/core';
import { Link } from 'wouter';
import { useCall } from '../../client/hooks.ts';
import { formatAgo, formatCount, formatNumber, formatShare } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './dashboards.module.css';

const MOST_FEATURES = 6;

/** `auc` → `AUC`, `prAuc` → `PR AUC`, `medianError` → `median error`. */
const metricName = (id: string): string =>
  id
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/\b(auc|pr|rmse|mae|mcc|f1|r2)\b/g, (word) => word.toUpperCase());

/** How good the active version of a model is, and what it looks at most. */
export function ModelTile({ projectId, model }: { projectId: string; model: string }) {
  const params = { project: projectId, model };
  const versions = useCall('models.versions', { params });
  const active = versions.data?.find((version) => version.active) ?? versions.data?.[0];
  const report = useCall(
    'models.report',
    { params: { ...params, version: active?.id ?? '' } },
    { enabled: active !== undefined },
  );
  if (versions.error) return <ErrorNotice error={versions.error} />;
  if (!versions.data) return <Skeleton h="100%" />;
  if (!active) return <p className={styles.quiet}>This model has not been trained yet.</p>;
  const features = [...(report.data?.importance ?? [])].sort((a, b) => b.gain - a.gain).slice(0, MOST_FEATURES);
  const most = Math.max(1e-9, ...features.map(({ gain }) => gain));
  return (
    <div className={styles.facts}>
      <div className={styles.factRow}>
        <span className={styles.metricValue} data-figure>
          {formatNumber(active.headline.value, 4)}
        </span>
        <span className={styles.factText}>{metricName(active.headline.metric)}</span>
        <Link href={`/p/${projectId}/models/${model}`} className={styles.factLink}>
          Report
        </Link>
      </div>
      <div className={styles.dim}>
        {active.algorithm.replaceAll('-', ' ')} · {formatCount(active.rows)} rows · trained {formatAgo(active.created)}
      </div>
      {report.error ? <ErrorNotice error={report.error} /> : null}
      {features.length > 0 ? (
        <div className={styles.importance}>
          {features.map(({ feature, gain }) => (
            <div key={feature} className={styles.importanceRow}>
              <span className={styles.factText} title={feature}>
                {feature}
              </span>
              <span className={styles.importanceBar}>
                <span style={{ width: `${(100 * gain) / most}%` }} />
              </span>
              <span className={styles.dim}>{formatShare(gain)}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
