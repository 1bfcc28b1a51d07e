import { Skeleton } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useProject } from '../../client/hooks.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Board } from './Board.tsx';
import { useBoardUrl } from './use-board-url.ts';

/** One dashboard: to be read, filtered and shown full screen; on a Design node also edited in place. */
export function DashboardPage({ projectId, dashboardId }: { projectId: string; dashboardId: string }) {
  const project = useProject(projectId);
  const dashboard = project.data?.project.dashboards[dashboardId];
  const url = useBoardUrl(dashboard);
  const page = dashboard?.pages.find(({ id }) => id === url.pageId) ?? dashboard?.pages[0];
  if (project.data && dashboard && page) {
    return <Board project={project.data.project} dashboard={dashboard} page={page} url={url} />;
  }
  return (
    <Page header={<PageHeader title={project.data ? 'Dashboard' : <Skeleton w={160} h={16} />} />}>
      {project.error ? <ErrorNotice error={project.error} /> : null}
      {project.data ? (
        <EmptyState icon={IconLayoutDashboard} title="This dashboard is not there any more">
          It was deleted or renamed. <Link href={`/p/${projectId}/dashboards`}>All dashboards</Link>
        </EmptyState>
      ) : null}
    </Page>
  );
}
