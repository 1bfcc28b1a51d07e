import { ActionIcon, Button, Menu, Skeleton, Tabs, Tooltip } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconCheck,
  IconLayoutDashboard,
  IconPencil,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react';
import { useIsFetching } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { Dashboard, Tile } from '../../../nodes/contract/project/index.ts';
import { useCatalog, useFlow, useNodeInfo, useProject } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { editProject } from '../../state/edit-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import styles from './dashboards.module.css';
import { FilterBar } from './FilterBar.tsx';
import { type Filter, toggleFilter } from './filters.ts';
import { freeId, newTile } from './new-tiles.ts';
import { freePlace } from './place-tiles.ts';
import { TileEditor } from './TileEditor.tsx';
import { TileGrid } from './TileGrid.tsx';

const kinds = [
  { kind: 'chart', label: 'Chart' },
  { kind: 'text', label: 'Text' },
  { kind: 'quality', label: 'Data quality' },
  { kind: 'scenario', label: 'Scenario' },
] as const;

const datasetsOf = (tiles: readonly Tile[]) =>
  new Set(tiles.flatMap(({ content }) => (content.kind === 'chart' ? [content.chart.dataset] : [])));

/** One dashboard: to be read, filtered and shown full screen; on a Design node also edited in place. */
export function DashboardPage({ projectId, dashboardId }: { projectId: string; dashboardId: string }) {
  const project = useProject(projectId);
  const flow = useFlow(projectId);
  const catalog = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const dashboard = project.data?.project.dashboards[dashboardId];
  const [pageId, setPageId] = useState<string | null>(null);
  const [filters, setFilters] = useState<Filter[]>([]);
  const [editing, setEditing] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  const fetching = useIsFetching({ queryKey: ['charts.query'] }) > 0;

  const page = dashboard?.pages.find(({ id }) => id === pageId) ?? dashboard?.pages[0];
  const tiles = useMemo(() => page?.tiles ?? [], [page]);
  const nodes = flow.data?.nodes;
  const schemas = useMemo(
    () => new Map((nodes ?? []).flatMap(({ id, type, schema }) => (type === 'dataset' ? [[id, schema ?? []]] : []))),
    [nodes],
  );
  const datasetNames = useMemo(
    () => new Map(Object.values(project.data?.project.datasets ?? {}).map(({ id, name }) => [id, name])),
    [project.data],
  );
  const used = useMemo(() => datasetsOf(tiles), [tiles]);
  const columns = useMemo(() => {
    const seen = new Map(
      [...used]
        .reverse()
        .flatMap((dataset) => (schemas.get(dataset) ?? []).map((column) => [column.name, { dataset, column }])),
    );
    return [...seen.values()];
  }, [used, schemas]);

  if (project.error) return <ErrorNotice error={project.error} />;
  if (!project.data) return <PageFrame title={<Skeleton w={160} h={16} />} />;
  if (!dashboard || !page) {
    return (
      <PageFrame title="Dashboard">
        <EmptyState icon={IconLayoutDashboard} title="This dashboard is not there any more">
          It was deleted or renamed. <Link href={`/p/${projectId}/dashboards`}>All dashboards</Link>
        </EmptyState>
      </PageFrame>
    );
  }
  const save = (next: Dashboard, label: string, group?: string) =>
    void editProject(projectId, [{ family: 'dashboards', id: dashboard.id, value: next }], { label, group });
  const setTiles = (next: Tile[], label: string, group?: string) =>
    save(
      { ...dashboard, pages: dashboard.pages.map((one) => (one.id === page.id ? { ...page, tiles: next } : one)) },
      label,
      group,
    );
  const add = (kind: Tile['content']['kind']) => {
    const tile = newTile(kind, tiles, { project: project.data.project, schemas });
    if (!tile) return;
    setTiles([...tiles, tile], 'Add tile');
    setEditing(true);
    setActive(tile.id);
  };
  const remove = ({ id }: Tile) => {
    setTiles(
      tiles.filter((tile) => tile.id !== id),
      'Delete tile',
    );
    setActive(null);
  };
  const duplicate = (tile: Tile) => {
    const id = freeId(
      'tile',
      tiles.map((one) => one.id),
    );
    setTiles([...tiles, { ...tile, id, ...freePlace(tiles, tile.w, tile.h) }], 'Duplicate tile');
    setActive(id);
  };
  const chosen = editing ? tiles.find(({ id }) => id === active) : undefined;
  const builtAt = (nodes ?? []).flatMap((node) => (used.has(node.id) && node.builtAt ? [node.builtAt] : []));
  const data = builtAt.sort()[0];
  const addMenu = (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={14} />}>
          Add tile
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map(({ kind, label }) => (
          <Menu.Item
            key={kind}
            disabled={!newTile(kind, tiles, { project: project.data.project, schemas })}
            onClick={() => add(kind)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <Page
      flush
      header={
        <PageHeader
          left={
            <ActionIcon component={Link} href={`/p/${projectId}/dashboards`} aria-label="All dashboards">
              <IconArrowLeft size={16} stroke={1.7} />
            </ActionIcon>
          }
          title={dashboard.name}
          subtitle={data ? `Data built ${formatAgo(data)}` : 'Its data are not built yet'}
          actions={
            <>
              <Tooltip label="Read the data again">
                <ActionIcon
                  aria-label="Read the data again"
                  disabled={fetching}
                  onClick={() =>
                    invalidate(['charts.query', 'quality.status', 'scenarios.runs'], { project: projectId })
                  }
                >
                  <IconRefresh size={16} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={fullscreen ? 'Leave full screen' : 'Full screen'}>
                <ActionIcon aria-label="Full screen" onClick={() => void toggle()}>
                  <IconArrowsMaximize size={16} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
              {readOnly ? null : editing ? (
                <>
                  {addMenu}
                  <Button leftSection={<IconCheck size={14} />} onClick={() => setEditing(false)}>
                    Done
                  </Button>
                </>
              ) : (
                <Button variant="default" leftSection={<IconPencil size={14} />} onClick={() => setEditing(true)}>
                  Edit
                </Button>
              )}
            </>
          }
        />
      }
    >
      <div
        ref={ref}
        className={styles.full}
        style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
      >
        <FilterBar projectId={projectId} filters={filters} onFilters={setFilters} columns={columns}>
          {dashboard.pages.length > 1 || editing ? (
            <PageTabs
              dashboard={dashboard}
              page={page.id}
              editing={editing}
              onPage={(id) => {
                setPageId(id);
                setActive(null);
              }}
              onSave={save}
            />
          ) : null}
          {fullscreen ? (
            <ActionIcon aria-label="Leave full screen" onClick={() => void toggle()}>
              <IconArrowsMinimize size={16} stroke={1.7} />
            </ActionIcon>
          ) : null}
        </FilterBar>
        <div className={styles.work}>
          <div className={styles.scroller}>
            {tiles.length === 0 ? (
              <EmptyState
                icon={IconLayoutDashboard}
                title="Nothing on this page yet"
                actions={readOnly ? undefined : addMenu}
              >
                Add charts of your datasets, texts, and how data quality and scenarios stand.
              </EmptyState>
            ) : (
              <TileGrid
                projectId={projectId}
                tiles={tiles}
                datasetNames={datasetNames}
                filters={filters}
                onPick={(column, value) => setFilters((old) => toggleFilter(old, column, value))}
                edits={
                  editing
                    ? { active, onActive: setActive, onTiles: setTiles, onDuplicate: duplicate, onDelete: remove }
                    : undefined
                }
              />
            )}
          </div>
          {chosen ? (
            <TileEditor
              key={chosen.id}
              tile={chosen}
              project={project.data.project}
              schemas={schemas}
              kinds={catalog.charts}
              onChange={(next) =>
                setTiles(
                  tiles.map((tile) => (tile.id === next.id ? next : tile)),
                  'Change tile',
                  `tile-${dashboard.id}-${next.id}`,
                )
              }
              onDelete={() => remove(chosen)}
              onClose={() => setActive(null)}
            />
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function PageFrame({ title, children }: { title: React.ReactNode; children?: React.ReactNode }) {
  return <Page header={<PageHeader title={title} />}>{children}</Page>;
}

interface PageTabsProps {
  dashboard: Dashboard;
  page: string;
  editing: boolean;
  onPage: (id: string) => void;
  onSave: (dashboard: Dashboard, label: string) => void;
}

function PageTabs({ dashboard, page, editing, onPage, onSave }: PageTabsProps) {
  const add = () => {
    const id = freeId(
      'page',
      dashboard.pages.map((one) => one.id),
    );
    onSave(
      { ...dashboard, pages: [...dashboard.pages, { id, title: `Page ${dashboard.pages.length + 1}`, tiles: [] }] },
      'Add page',
    );
    onPage(id);
  };
  return (
    <Tabs value={page} onChange={(id) => id && onPage(id)} variant="pills" radius="md">
      <Tabs.List style={{ gap: 4, flexWrap: 'nowrap' }}>
        {dashboard.pages.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id} py={4} px={8} fz={12}>
            {title || 'Page'}
          </Tabs.Tab>
        ))}
        {editing ? (
          <Tooltip label="Add a page">
            <ActionIcon aria-label="Add a page" size={24} onClick={add}>
              <IconPlus size={14} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Tabs.List>
    </Tabs>
  );
}
