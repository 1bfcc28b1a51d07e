import { Skeleton } from '@mantine/core';
import { IconChartDots3 } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ModelVersionInfo } from '../../../nodes/contract/model.ts';
import { call } from '../../client/call.ts';
import { useFlow, useProject } from '../../client/hooks.ts';
import { keyOf } from '../../client/query-client.ts';
import { go } from '../../state/current-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatCount } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClass } from '../../ui/table.ts';
import { metricLabel, metricText } from './metric-words.ts';
import styles from './models.module.css';
import { algorithmNames } from './ReportDetails.tsx';

/** All models of the project with the version that scores. */
export function ModelsPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const states = new Map((useFlow(projectId).data?.nodes ?? []).map((node) => [node.id, node]));
  const models = Object.values(project.data?.project.models ?? {});
  const versions = useQueries({
    queries: models.map(({ id }) => {
      const input = { params: { project: projectId, model: id } };
      return { queryKey: keyOf('models.versions', input), queryFn: () => call('models.versions', input) };
    }),
  });
  return (
    <Page
      header={
        <PageHeader title="Models" subtitle="Trained in the flow, used by score recipes and prediction services" />
      }
    >
      {project.error ? <ErrorNotice error={project.error} /> : null}
      {project.isLoading ? <Skeleton h={120} /> : null}
      {project.data && models.length === 0 ? (
        <EmptyState icon={IconChartDots3} title="No models yet">
          Add a Train recipe to a dataset <Link href={`/p/${projectId}/flow`}>in the flow</Link>, choose the column to
          predict and run it.
        </EmptyState>
      ) : null}
      {models.length > 0 ? (
        <Panel flush>
          <table className={tableClass}>
            <thead>
              <tr>
                <th>Model</th>
                <th>State</th>
                <th>Scores with</th>
                <th>Algorithm</th>
                <th data-numeric>Quality</th>
                <th data-numeric>Rows</th>
                <th data-numeric>Versions</th>
                <th>Trained</th>
              </tr>
            </thead>
            <tbody>
              {models.map(({ id, name }, at) => {
                const list: ModelVersionInfo[] = versions[at]?.data ?? [];
                const active = list.find((version) => version.active);
                const node = states.get(id);
                const open = () => go(`/p/${projectId}/models/${id}`);
                return (
                  <tr key={id} data-clickable onClick={open}>
                    <td>
                      <Link
                        href={`/p/${projectId}/models/${id}`}
                        className={styles.name}
                        style={{ color: 'inherit', textDecoration: 'none' }}
                      >
                        {name}
                      </Link>
                    </td>
                    <td>{node ? <StatusBadge {...stateShown(node.state)} reason={node.reason} /> : null}</td>
                    <td>{active?.id ?? '–'}</td>
                    <td>{active ? (algorithmNames[active.algorithm] ?? active.algorithm) : '–'}</td>
                    <td data-numeric>
                      {active
                        ? `${metricLabel(active.headline.metric)} ${metricText(active.headline.metric, active.headline.value)}`
                        : '–'}
                    </td>
                    <td data-numeric>{formatCount(active?.rows)}</td>
                    <td data-numeric>{list.length}</td>
                    <td>{formatAgo(active?.created)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Panel>
      ) : null}
    </Page>
  );
}

const shownStates = {
  'not-configured': { tone: 'none', label: 'Not configured' },
  ready: { tone: 'ready', label: 'Not trained' },
  running: { tone: 'running', label: 'Training' },
  done: { tone: 'done', label: 'Up to date' },
  stale: { tone: 'stale', label: 'Out of date' },
  failed: { tone: 'failed', label: 'Failed' },
} as const;
const stateShown = (state: keyof typeof shownStates) => shownStates[state];
