import { Button, Skeleton } from '@mantine/core';
import { IconCalendarClock, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Chart } from '../../../nodes/contract/project/index.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import { missingPart } from '../../charts/missing-part.ts';
import { useAction, useCall } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellError } from '../../state/notify.ts';
import { DurationBars } from '../../ui/DurationBars.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatDuration } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { outcomes, ruleTones, worstStatus } from '../../ui/run-tones.ts';
import { StatusBadge, StatusIcon } from '../../ui/StatusBadge.tsx';
import styles from './dashboards.module.css';
import type { Filter } from './filters.ts';

interface ChartTileProps {
  projectId: string;
  chart: Chart;
  title: string;
  filters: Filter[];
  picked: ReadonlySet<string | null> | undefined;
  onPick: (value: string | null) => void;
  /** False while the dataset has no rows to ask for. */
  built: boolean;
}

/** A chart with its data, asked for with the filters of the dashboard. */
export function ChartTile({ projectId, chart, title, filters, picked, onPick, built }: ChartTileProps) {
  const missing = missingPart(chart);
  const reply = useCall(
    'charts.query',
    { params: { project: projectId }, body: { chart, filters } },
    { placeholderData: (old) => old, enabled: built && !missing },
  );
  const { data } = reply;
  // The reply that is still shown while another chart is asked for has other columns.
  const asked = useMemo(() => (data ? { chart, page: data } : null), [data, chart]);
  if (missing) return <p className={styles.quiet}>Choose {missing}.</p>;
  if (!built) return <p className={styles.quiet}>Its data are not built yet.</p>;
  if (reply.error) return <ErrorNotice error={reply.error} />;
  if (!asked || (reply.isPlaceholderData && data?.schema.length === 0)) return <Skeleton h="100%" />;
  return <ChartView chart={chart} page={asked.page} title={title} picked={picked} onPick={onPick} />;
}

/** How the rules of a dataset stand. */
export function QualityTile({ projectId, dataset, name }: { projectId: string; dataset: string; name: string }) {
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

/** The last runs of a scenario, and a button for the next. */
export function ScenarioTile({ projectId, scenario }: { projectId: string; scenario: string }) {
  const params = { project: projectId, scenario };
  const runs = useCall('scenarios.runs', { params });
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
  const button = (
    <Button
      variant="default"
      leftSection={<IconPlayerPlay size={14} />}
      onClick={run}
      loading={start.isPending}
      disabled={last?.outcome === 'running'}
    >
      Run now
    </Button>
  );
  if (!last) return <EmptyState icon={IconCalendarClock} title="Has not run yet" actions={button} />;
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
