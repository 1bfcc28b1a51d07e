import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconColumns2, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ModelVersionInfo } from '../../../nodes/contract/model.ts';
import { useAction, useCall, useNodeInfo, useProject } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { startBuild } from '../../state/builds.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatCount, formatTime } from '../../ui/format.ts';
import { ListDetail, ListHead, ListItem } from '../../ui/ListDetail.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CompareView } from './CompareView.tsx';
import { metricLabel, metricText } from './metric-words.ts';
import { algorithmNames } from './ReportDetails.tsx';
import { ReportView } from './ReportView.tsx';

/** A saved model: its versions, the report of one, or two compared. */
export function ModelPage({ projectId, modelId }: { projectId: string; modelId: string }) {
  const project = useProject(projectId);
  const versions = useCall('models.versions', { params: { project: projectId, model: modelId } });
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const activate = useAction('models.activate');
  const [chosen, setChosen] = useState<string | null>(null);
  const [pair, setPair] = useState<[string, string] | null>(null);
  const list = versions.data ?? [];
  const active = list.find((version) => version.active);
  const shown = list.find(({ id }) => id === chosen) ?? active ?? list[0];
  const name = project.data?.project.models[modelId]?.name ?? modelId;
  // The first training builds what it needs; a later one is a new version of the same rows.
  const train = () => void startBuild(projectId, [modelId], { mode: list.length === 0 ? 'required' : 'only' });
  const makeActive = (version: string) =>
    activate.mutate(
      { params: { project: projectId, model: modelId, version } },
      {
        onSuccess: () => {
          tellDone(`${name} now scores with ${version}`);
          invalidate(['models.versions', 'flow.get'], { project: projectId });
        },
        onError: (error) => tellError('The version was not activated', error),
      },
    );
  const trainButton = (
    <Button variant="default" leftSection={<IconPlayerPlay size={14} />} onClick={train}>
      Train a new version
    </Button>
  );
  const header = (
    <PageHeader
      left={
        <ActionIcon component={Link} href={`/p/${projectId}/models`} aria-label="All models">
          <IconArrowLeft size={16} stroke={1.7} />
        </ActionIcon>
      }
      title={name}
      subtitle={
        shown
          ? `${algorithmNames[shown.algorithm] ?? shown.algorithm}, version ${shown.id}, trained ${formatTime(shown.created)} on ${formatCount(shown.rows)} rows`
          : undefined
      }
      actions={
        <>
          {list.length > 1 ? (
            <Button
              variant="default"
              leftSection={<IconColumns2 size={14} />}
              onClick={() => setPair(pair ? null : defaultPair(list, shown))}
            >
              {pair ? 'Back to the report' : 'Compare'}
            </Button>
          ) : null}
          {readOnly || list.length === 0 ? null : trainButton}
          {shown && !shown.active && !pair ? (
            <Button
              leftSection={<IconCheck size={14} />}
              loading={activate.isPending}
              onClick={() => makeActive(shown.id)}
            >
              Activate
            </Button>
          ) : null}
        </>
      }
    />
  );
  if (versions.data && list.length === 0) {
    return (
      <Page header={header}>
        <EmptyState icon={IconPlayerPlay} title="Not trained yet" actions={readOnly ? undefined : trainButton}>
          Training builds what is needed before it, fits the model on the older rows and tests it on the rest. The
          report appears here.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page flush header={header}>
      <ListDetail
        label="Versions"
        head={<ListHead label="Versions" count={list.length} />}
        items={list.map(({ id, created, headline, active: isActive }) => (
          <ListItem
            key={id}
            name={id}
            end={isActive ? <StatusBadge tone="done" label="Active" /> : null}
            text={`${metricLabel(headline.metric)} ${metricText(headline.metric, headline.value)}`}
            textEnd={formatAgo(created)}
            current={id === shown?.id && !pair}
            onOpen={() => {
              setChosen(id);
              setPair(null);
            }}
          />
        ))}
      >
        {versions.error ? <ErrorNotice error={versions.error} /> : null}
        {pair ? (
          <CompareView projectId={projectId} modelId={modelId} versions={list} pair={pair} onPair={setPair} />
        ) : shown ? (
          <Report key={shown.id} projectId={projectId} modelId={modelId} version={shown.id} />
        ) : (
          <Skeleton h={480} />
        )}
      </ListDetail>
    </Page>
  );
}

/** The shown version against the active one, or against the one before it. */
function defaultPair(list: readonly ModelVersionInfo[], shown: ModelVersionInfo | undefined): [string, string] {
  const here = shown ?? list[0];
  const other =
    list.find((version) => version.active && version.id !== here?.id) ?? list.find(({ id }) => id !== here?.id);
  return [other?.id ?? '', here?.id ?? ''];
}

function Report({ projectId, modelId, version }: { projectId: string; modelId: string; version: string }) {
  const report = useCall(
    'models.report',
    { params: { project: projectId, model: modelId, version } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  if (report.error) return <ErrorNotice error={report.error} />;
  return report.data ? <ReportView report={report.data} /> : <Skeleton h={480} />;
}
