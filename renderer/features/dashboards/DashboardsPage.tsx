import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import { IconDots, IconLayoutDashboard, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { useCatalog, useNodeInfo, useProject } from '../../client/hooks.ts';
import { idFromName } from '../../explore/chart-builder/ids.ts';
import { COLUMNS, rowsOf } from '../../explore/chart-builder/place-tiles.ts';
import { go } from '../../state/current-project.ts';
import { editProject } from '../../state/edit-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { iconOf } from '../../ui/icons.ts';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import styles from './dashboards.module.css';
import { tileIcons } from './tile-icons.ts';

/** All dashboards of the project. */
export function DashboardsPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const [creating, setCreating] = useState(false);
  const dashboards = Object.values(project.data?.project.dashboards ?? {});
  const create = (name: string) => {
    const id = idFromName(name, Object.keys(project.data?.project.dashboards ?? {}));
    const value: Dashboard = { id, name, pages: [{ id: 'page-1', title: 'Overview', tiles: [] }] };
    void editProject(projectId, [{ family: 'dashboards', id, value }], { label: `Add dashboard ${name}` });
    go(`/p/${projectId}/dashboards/${id}`);
  };
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
          <DashboardCard key={dashboard.id} projectId={projectId} dashboard={dashboard} readOnly={readOnly} />
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
    </Page>
  );
}

function DashboardCard({
  projectId,
  dashboard,
  readOnly,
}: {
  projectId: string;
  dashboard: Dashboard;
  readOnly: boolean;
}) {
  const tiles = dashboard.pages.flatMap((page) => page.tiles);
  const pages = dashboard.pages.length;
  return (
    <div style={{ position: 'relative' }}>
      <Link href={`/p/${projectId}/dashboards/${dashboard.id}`} className={styles.card}>
        <Sketch dashboard={dashboard} />
        <div>
          <div className={styles.cardTitle}>{dashboard.name}</div>
          <div className={styles.dim}>
            {tiles.length} {tiles.length === 1 ? 'tile' : 'tiles'}
            {pages > 1 ? ` on ${pages} pages` : ''}
          </div>
        </div>
      </Link>
      {readOnly ? null : (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`Menu of ${dashboard.name}`} style={{ position: 'absolute', right: 8, bottom: 16 }}>
              <IconDots size={16} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={() =>
                void editProject(projectId, [{ family: 'dashboards', id: dashboard.id, value: null }], {
                  label: `Delete dashboard ${dashboard.name}`,
                })
              }
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** The first page in small: where its tiles are and of which kind. */
function Sketch({ dashboard }: { dashboard: Dashboard }) {
  const { charts } = useCatalog();
  const tiles = dashboard.pages[0]?.tiles ?? [];
  const rows = Math.max(6, Math.min(14, rowsOf(tiles)));
  return (
    <div className={styles.sketch} aria-hidden>
      {tiles
        .filter(({ y }) => y < rows)
        .map(({ id, x, y, w, h, content }) => {
          const icon =
            content.kind === 'chart'
              ? charts.find((kind) => kind.id === content.chart.kind)?.icon
              : tileIcons[content.kind];
          const IconView = iconOf(icon ?? 'chart-bar');
          return (
            <div
              key={id}
              className={styles.sketchTile}
              style={{
                left: `calc(${(x / COLUMNS) * 100}% + 2px)`,
                width: `calc(${(w / COLUMNS) * 100}% - 4px)`,
                top: `calc(${(y / rows) * 100}% + 2px)`,
                height: `calc(${(h / rows) * 100}% - 4px)`,
              }}
            >
              <IconView size={Math.min(16, h * 5)} stroke={1.5} />
            </div>
          );
        })}
    </div>
  );
}
