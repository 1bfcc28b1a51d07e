import { Button, Skeleton, Tabs } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useCall, useProject } from '../../client/hooks.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { DeployDialog, type DeployStart } from './DeployDialog.tsx';
import { DeploymentCard } from './DeploymentCard.tsx';
import styles from './deploy.module.css';
import { itemsOf } from './deploy-words.ts';
import { FirstDeployment } from './FirstDeployment.tsx';
import { InfrastructuresTab } from './InfrastructuresTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';

const tabs = ['deployments', 'versions', 'infrastructures'] as const;
type Tab = (typeof tabs)[number];
const isTab = (value: string | null): value is Tab => (tabs as readonly (string | null)[]).includes(value);

/** From the workbench to production: deployments, versions, and the nodes they go to. */
export function DeployPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const published = useCall('published.list', {});
  const infrastructures = useCall('infrastructures.list', {}, { refetchInterval: 20_000 });
  const deployments = useCall('deployments.list', {}, { refetchInterval: 20_000 });
  const [search, setSearch] = useSearchParams();
  const [starting, setStarting] = useState<DeployStart | null>(null);
  const asked = search.get('tab');
  const tab: Tab = isTab(asked) ? asked : 'deployments';
  const items = useMemo(() => (project.data ? itemsOf(project.data.project) : []), [project.data]);
  const own = new Set(items.map(({ kind, id }) => `${kind}:${id}`));
  const versions = (published.data ?? []).filter(({ kind, id }) => own.has(`${kind}:${id}`));
  const here = (deployments.data ?? []).filter(({ kind, item }) => own.has(`${kind}:${item}`));
  const places = infrastructures.data ?? [];
  const error = project.error ?? published.error ?? infrastructures.error ?? deployments.error;
  const loading = !project.data || !published.data || !infrastructures.data || !deployments.data;
  const deployButton = (
    <Button leftSection={<IconRocket size={14} />} onClick={() => setStarting({})} disabled={loading}>
      Deploy
    </Button>
  );
  const count = (list: readonly unknown[]) =>
    list.length > 0 ? <span className={styles.count}>{list.length}</span> : null;
  return (
    <Page
      flush
      header={
        <PageHeader
          title="Deploy"
          subtitle="Signed versions of this project, and where they run"
          actions={deployButton}
        />
      }
    >
      <Tabs
        value={tab}
        onChange={(next) => setSearch({ tab: next ?? 'deployments' }, { replace: true })}
        className={styles.tabs}
        keepMounted={false}
      >
        <Tabs.List className={styles.tabList}>
          <Tabs.Tab value="deployments">Deployments {count(here)}</Tabs.Tab>
          <Tabs.Tab value="versions">Versions {count(versions)}</Tabs.Tab>
          <Tabs.Tab value="infrastructures">Infrastructures {count(places)}</Tabs.Tab>
        </Tabs.List>
        <div className={styles.panels}>
          {error ? <ErrorNotice error={error} /> : null}
          {loading && !error ? <Skeleton h={160} /> : null}
          <Tabs.Panel value="deployments">
            {!loading && here.length === 0 ? (
              <FirstDeployment
                infrastructures={places}
                onSetUp={() => setSearch({ tab: 'infrastructures' }, { replace: true })}
                deploy={deployButton}
              />
            ) : null}
            <div className={styles.stack}>
              {here.map((deployment) => (
                <DeploymentCard
                  key={deployment.id}
                  deployment={deployment}
                  name={
                    items.find(({ id, kind }) => id === deployment.item && kind === deployment.kind)?.name ??
                    deployment.item
                  }
                  infrastructure={places.find(({ id }) => id === deployment.infrastructure)}
                  onDeploy={() => setStarting({ item: deployment.item, infrastructure: deployment.infrastructure })}
                />
              ))}
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            {loading ? null : (
              <VersionsTab
                projectId={projectId}
                items={items}
                published={versions}
                deployments={here}
                infrastructures={places}
                onDeploy={(item, version) => setStarting({ item, version })}
              />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="infrastructures">{loading ? null : <InfrastructuresTab list={places} />}</Tabs.Panel>
        </div>
      </Tabs>
      {starting && project.data ? (
        <DeployDialog
          project={project.data.project}
          published={versions}
          infrastructures={places}
          deployments={here}
          start={starting}
          onClose={() => setStarting(null)}
        />
      ) : null}
    </Page>
  );
}
