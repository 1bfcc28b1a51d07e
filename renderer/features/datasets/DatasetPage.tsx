import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconPlayerPlay, IconSitemap, IconTable } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useFlow, useNodeInfo, useProject } from '../../client/hooks.ts';
import { DatasetCharts } from '../../explore/chart-builder/DatasetCharts.tsx';
import { Explorer } from '../../explore/Explorer.tsx';
import { SchemaPane } from '../../explore/source/SchemaPane.tsx';
import { SettingsPane } from '../../explore/source/SettingsPane.tsx';
import { StatisticsView } from '../../explore/statistics/StatisticsView.tsx';
import { unsaidProblems } from '../../explore/unsaid-problems.ts';
import { stateLooks } from '../../flow/node-state.ts';
import { startBuild } from '../../state/builds.ts';
import { go } from '../../state/current-project.ts';
import { useSelection } from '../../state/selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatBytes } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

const views = ['rows', 'charts', 'statistics', 'columns', 'settings'] as const;
const viewOf = (text: string | null) => views.find((view) => view === text) ?? 'rows';

/** One dataset over the whole page. */
export function DatasetPage({ projectId, datasetId }: { projectId: string; datasetId: string }) {
  const project = useProject(projectId);
  const flow = useFlow(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const [search, setSearch] = useSearchParams();
  const view = viewOf(search.get('view'));
  const dataset = project.data?.project.datasets[datasetId];
  const node = flow.data?.nodes.find(({ id }) => id === datasetId);
  if (project.isPending || flow.isPending) return <Skeleton h="100%" radius={0} />;
  if (!dataset) {
    return (
      <EmptyState
        icon={IconTable}
        title="There is no such dataset"
        actions={<Button onClick={() => go(`/p/${projectId}/datasets`)}>All datasets</Button>}
      >
        It may have been deleted or renamed.
      </EmptyState>
    );
  }
  const look = stateLooks[node?.state ?? 'ready'];
  const there = dataset.source.kind === 'files' || node?.builtAt;
  const from = dataset.source.kind === 'files' ? dataset.source.path : `built ${formatAgo(node?.builtAt)}`;
  const run = readOnly ? null : (
    <Button leftSection={<IconPlayerPlay size={13} />} onClick={() => void startBuild(projectId, [datasetId])}>
      Build
    </Button>
  );
  const header = (
    <PageHeader
      left={
        <ActionIcon aria-label="All datasets" onClick={() => go(`/p/${projectId}/datasets`)}>
          <IconArrowLeft size={16} stroke={1.7} />
        </ActionIcon>
      }
      title={
        <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          {dataset.name}
          <StatusBadge tone={look.tone} label={look.label} reason={node?.reason || look.label} />
        </span>
      }
      subtitle={[from, node?.bytes ? formatBytes(node.bytes) : null].filter(Boolean).join(' · ')}
      actions={
        <>
          {there ? (
            <SegmentedControl
              size="xs"
              aria-label="How to look at the dataset"
              data={[
                { value: 'rows', label: 'Rows' },
                { value: 'charts', label: 'Charts' },
                { value: 'statistics', label: 'Statistics' },
                { value: 'columns', label: 'Columns' },
                ...(dataset.source.kind === 'files' ? [{ value: 'settings', label: 'Settings' }] : []),
              ]}
              value={view}
              onChange={(next) => setSearch(next === 'rows' ? {} : { view: next }, { replace: true })}
            />
          ) : null}
          <Button
            variant="default"
            leftSection={<IconSitemap size={14} />}
            onClick={() => {
              useSelection.getState().set({ reveal: datasetId });
              go(`/p/${projectId}/flow`);
            }}
          >
            Show in the flow
          </Button>
          {dataset.source.kind === 'managed' ? run : null}
        </>
      }
    />
  );
  return (
    <Page header={header} flush>
      {unsaidProblems(node?.problems ?? [], dataset, view).map((problem) => (
        <div key={problem.message} style={{ padding: '12px 16px 0' }}>
          <Notice tone={problem.severity}>{problem.message}</Notice>
        </div>
      ))}
      {there && project.data && view === 'charts' ? (
        <DatasetCharts
          project={project.data.project}
          datasetId={datasetId}
          schema={node?.schema ?? []}
          readOnly={readOnly}
        />
      ) : there && project.data && view === 'statistics' ? (
        <StatisticsView
          project={project.data.project}
          datasetId={datasetId}
          schema={node?.schema ?? []}
          readOnly={readOnly}
        />
      ) : view === 'columns' ? (
        <SchemaPane projectId={projectId} dataset={dataset} known={node?.schema ?? null} readOnly={readOnly} />
      ) : view === 'settings' && dataset.source.kind === 'files' ? (
        <SettingsPane projectId={projectId} dataset={dataset} readOnly={readOnly} />
      ) : there ? (
        <Explorer projectId={projectId} datasetId={datasetId} builtAt={node?.builtAt ?? null} />
      ) : (
        <EmptyState icon={IconTable} title="Not built yet" actions={run ?? undefined}>
          Build it to see its rows.
        </EmptyState>
      )}
    </Page>
  );
}
