import { Button, Skeleton } from '@mantine/core';
import { IconLayoutDashboard, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo, useProject } from '../../client/hooks.ts';
import { idFromName } from '../../explore/chart-builder/ids.ts';
import { go } from '../../state/current-project.ts';
import { editProject } from '../../state/edit-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { DashboardCard } from './DashboardCard.tsx';
import styles from './dashboards.module.css';

/** All dashboards of the project. */
export function DashboardsPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const [creating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<Dashboard | null>(null);
  const dashboards = Object.values(project.data?.project.dashboards ?? {});
  const save = (id: string, value: Dashboard | null, label: string) =>
    void editProject(projectId, [{ family: 'dashboards', id, value }], { label });
  const newId = (name: string) => idFromName(name, Object.keys(project.data?.project.dashboards ?? {}));
  const create = (name: string) => {
    const id = newId(name);
    save(id, { id, name, pages: [{ id: 'page-1', title: 'Overview', tiles: [] }] }, `Add dashboard ${name}`);
    go(`/p/${projectId}/dashboards/${id}`);
  };
  const editsOf = (dashboard: Dashboard) => ({
    onRename: () => setRenaming(dashboard),
    onDuplicate: () => {
      const name = `${dashboard.name} (copy)`;
      const id = newId(name);
      save(id, { ...dashboard, id, name }, `Duplicate dashboard ${dashboard.name}`);
    },
    onDelete: () => save(dashboard.id, null, `Delete dashboard ${dashboard.name}`),
  });
  const button = (
    <Button leftSection={<IconPlus size={14} />} onClick={() => setCreating(true)}>
      New dashboard
    </Button>
  );
  return (
    <Page
      header={
        <PageHeader
          title="Dashboards"
          subtitle="Charts and figures for people who read, not build"
          actions={readOnly || dashboards.length === 0 ? null : button}
        />
      }
    >
      {project.error ? <ErrorNotice error={project.error} /> : null}
      {project.isLoading ? <Skeleton h={180} w={320} /> : null}
      {project.data && dashboards.length === 0 ? (
        <EmptyState icon={IconLayoutDashboard} title="No dashboards yet" actions={readOnly ? undefined : button}>
          Put charts, maps, key figures and the state of your data on a page. It is deployed with the project and can be
          read in any browser.
        </EmptyState>
      ) : null}
      <div className={styles.cards}>
        {dashboards.map((dashboard) => (
          <DashboardCard
            key={dashboard.id}
            projectId={projectId}
            dashboard={dashboard}
            edits={readOnly ? undefined : editsOf(dashboard)}
          />
        ))}
      </div>
      {creating ? (
        <NameDialog
          title="New dashboard"
          placeholder="Fraud of the last day"
          help="What people see above its charts."
          onName={create}
          onClose={() => setCreating(false)}
        />
      ) : null}
      {renaming ? (
        <NameDialog
          title="Rename the dashboard"
          placeholder={renaming.name}
          help="What people see above its charts."
          value={renaming.name}
          action="Rename"
          onName={(name) => {
            save(renaming.id, { ...renaming, name }, `Rename dashboard to ${name}`);
            setRenaming(null);
          }}
          onClose={() => setRenaming(null)}
        />
      ) : null}
    </Page>
  );
}
