import { Button, Skeleton } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from 'wouter';
import { Sparkline } from '../../charts/Sparkline.tsx';
import { useAction, useCall, useMayRun } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellError } from '../../state/notify.ts';
import { DurationBars } from '../../ui/DurationBars.tsx';
import { formatAgo, formatDuration, formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { outcomes, ruleTones, worstStatus } from '../../ui/run-tones.ts';
import { StatusBadge, StatusIcon } from '../../ui/StatusBadge.tsx';
import styles from './dashboards.module.css';

interface QualityTileProps {
  projectId: string;
  dataset: string;
  name: string;
}

/** How the rules of a dataset stand. */
export function QualityTile({ projectId, dataset, name }: QualityTileProps) {
  const status = useCall('quality.status', { params: { project: projectId } });
  if (status.error) return <ErrorNotice error={status.error} />;
  if (!status.data) return <Skeleton h="100%" />;
  const results = status.data.filter((result) => result.dataset === dataset);
  if (results.length === 0) {
    return <p className={styles.quiet}>{name} has not been checked yet. Its rules are checked after each build.</p>;
  }
  const worst = ruleTones[worstStatus(results)];
  const latest = results.reduce((last, { computedAt }) => (computedAt > last ? computedAt : last), '');
  return (
    <div className={styles.facts}>
      <div className={styles.factRow}>
        <StatusBadge tone={worst.tone} label={worst.label} />
        <span className={styles.dim}>
          {results.filter(({ status: one }) => one === 'OK').length} of {results.length} rules hold ·{' '}
          {formatAgo(latest)}
        </span>
      </div>
      {[...results]
        .sort((a, b) => Number(a.status === 'OK') - Number(b.status === 'OK'))
        .map((result) => (
          <div key={result.rule} className={styles.factRow} title={result.message}>
            <span style={{ color: `var(--mr-${ruleTones[result.status].tone}, var(--mr-dim))`, display: 'flex' }}>
              <StatusIcon tone={ruleTones[result.status].tone} size={14} />
            </span>
            <span className={styles.factText}>{result.status === 'OK' ? result.label : result.message}</span>
          </div>
        ))}
    </div>
  );
}

interface MetricTileProps {
  projectId: string;
  dataset: string;
  rule: string;
}

/** What a rule measured: now, and at its last checks. */
export function MetricTile({ projectId, dataset, rule }: MetricTileProps) {
  const history = useCall('quality.history', { params: { project: projectId, dataset } });
  if (history.error) return <ErrorNotice error={history.error} />;
  if (!history.data) return <Skeleton h="100%" />;
  const results = history.data.filter((result) => result.rule === rule);
  const last = results.at(-1);
  if (!last) return <p className={styles.quiet}>This rule has not been checked yet.</p>;
  const tone = ruleTones[last.status];
  const values = results.flatMap(({ observed }) => (typeof observed === 'number' ? [observed] : []));
  return (
    <div className={styles.metric}>
      <div className={styles.metricValue} data-figure>
        {typeof last.observed === 'number' ? formatNumber(last.observed, 6) : (last.observed ?? '–')}
      </div>
      <div className={styles.factRow}>
        <StatusBadge tone={tone.tone} label={tone.label} />
        <span className={styles.factText} title={last.message}>
          {last.label} · {formatAgo(last.computedAt)}
        </span>
      </div>
      {values.length > 1 ? <Sparkline values={values} label={`The last ${values.length} checks`} /> : null}
    </div>
  );
}

/** The last runs of a scenario, and a button for the next. */
export function ScenarioTile({ projectId, scenario }: { projectId: string; scenario: string }) {
  const params = { project: projectId, scenario };
  const runs = useCall('scenarios.runs', { params });
  const mayRun = useMayRun();
  const start = useAction('scenarios.run');
  if (runs.error) return <ErrorNotice error={runs.error} />;
  if (!runs.data) return <Skeleton h="100%" />;
  const [last] = runs.data;
  const run = () =>
    start.mutate(
      { params, body: { variables: {} } },
      {
        onError: (error) => tellError('The scenario did not start', error),
        onSuccess: () => invalidate(['scenarios.runs'], params),
      },
    );
  const button = mayRun ? (
    <Button
      variant="default"
      leftSection={<IconPlayerPlay size={14} />}
      onClick={run}
      loading={start.isPending}
      disabled={last?.outcome === 'running'}
    >
      Run now
    </Button>
  ) : null;
  if (!last) {
    return (
      <div className={styles.factRow}>
        <span className={styles.factText}>Has not run yet.</span>
        {button}
      </div>
    );
  }
  const ms = (run: typeof last) => Date.parse(run.endedAt ?? new Date().toISOString()) - Date.parse(run.startedAt);
  return (
    <div className={styles.facts} style={{ overflow: 'hidden' }}>
      <div className={styles.factRow}>
        <StatusBadge {...outcomes[last.outcome]} />
        <Link href={`/p/${projectId}/scenarios?scenario=${scenario}`} className={styles.factText}>
          {formatAgo(last.startedAt)}, {formatDuration(ms(last))}
        </Link>
        {button}
      </div>
      <div style={{ flex: 1, minHeight: 24 }}>
        <DurationBars
          bars={[...runs.data]
            .slice(0, 24)
            .reverse()
            .map((one) => ({ id: one.id, startedAt: one.startedAt, ms: ms(one), ...outcomes[one.outcome] }))}
        />
      </div>
    </div>
  );
}
