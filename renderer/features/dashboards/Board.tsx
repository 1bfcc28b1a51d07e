import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconCheck,
  IconLayoutDashboard,
  IconPencil,
  IconPlayerPlay,
  IconRefresh,
} from '@tabler/icons-react';
import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { useCatalog, useNodeInfo } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { startBuild } from '../../state/builds.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { AddTile } from './AddTile.tsx';
import styles from './dashboards.module.css';
import { FilterBar } from './FilterBar.tsx';
import { type Filter, toggleFilter } from './filters.ts';
import { newTile } from './new-tiles.ts';
import { PageTabs } from './PageTabs.tsx';
import { TileEditor } from './TileEditor.tsx';
import { TileGrid } from './TileGrid.tsx';
import { boardEdits, useBoardData } from './use-board.ts';

interface BoardProps {
  project: Project;
  dashboard: Dashboard;
  page: Dashboard['pages'][number];
  onPage: (id: string) => void;
}

/** A page of a dashboard with its bar of filters, its tiles and, while editing, the settings of the chosen tile. */
export function Board({ project, dashboard, page, onPage }: BoardProps) {
  const projectId = project.info.id;
  const { tiles } = page;
  const { charts } = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const data = useBoardData(projectId, project, tiles);
  const edits = boardEdits(project, { dashboard, pageId: page.id, schemas: data.schemas });
  const [filters, setFilters] = useState<Filter[]>([]);
  const [editing, setEditing] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  const chosen = editing ? tiles.find(({ id }) => id === active) : undefined;
  const remove = (tile: Tile) => {
    edits.remove(tile);
    setActive(null);
  };
  const addMenu = (
    <AddTile
      can={(kind) => newTile(kind, tiles, { project, schemas: data.schemas }) !== null}
      onAdd={(kind) => {
        setEditing(true);
        setActive(edits.add(kind));
      }}
    />
  );
  const editActions = editing ? (
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
  );
  return (
    <Page
      flush
      header={
        <BoardHeader
          projectId={projectId}
          name={dashboard.name}
          builtAt={data.builtAt}
          onFullscreen={() => void toggle()}
        >
          {readOnly ? null : editActions}
        </BoardHeader>
      }
    >
      <div ref={ref} className={styles.full}>
        <FilterBar projectId={projectId} filters={filters} onFilters={setFilters} columns={data.columns}>
          {dashboard.pages.length > 1 || editing ? (
            <PageTabs
              dashboard={dashboard}
              page={page.id}
              editing={editing}
              onPage={(id) => {
                onPage(id);
                setActive(null);
              }}
              onSave={edits.save}
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
            {data.unbuilt.size > 0 ? (
              <Unbuilt projectId={projectId} unbuilt={[...data.unbuilt]} readOnly={readOnly} />
            ) : null}
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
                datasetNames={data.datasetNames}
                unbuilt={data.unbuilt}
                filters={filters}
                onPick={(column, value) => setFilters((old) => toggleFilter(old, column, value))}
                edits={
                  editing
                    ? {
                        active,
                        onActive: setActive,
                        onTiles: edits.setTiles,
                        onDuplicate: (tile) => setActive(edits.duplicate(tile)),
                        onDelete: remove,
                      }
                    : undefined
                }
              />
            )}
          </div>
          {chosen ? (
            <TileEditor
              key={chosen.id}
              tile={chosen}
              project={project}
              schemas={data.schemas}
              kinds={charts}
              onChange={(next) =>
                edits.setTiles(
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

interface BoardHeaderProps {
  projectId: string;
  name: string;
  builtAt: string | null;
  onFullscreen: () => void;
  children: ReactNode;
}

function BoardHeader({ projectId, name, builtAt, onFullscreen, children }: BoardHeaderProps) {
  const fetching = useIsFetching({ queryKey: ['charts.query'] }) > 0;
  const refresh = () => invalidate(['charts.query', 'quality.status', 'scenarios.runs'], { project: projectId });
  return (
    <PageHeader
      left={
        <ActionIcon component={Link} href={`/p/${projectId}/dashboards`} aria-label="All dashboards">
          <IconArrowLeft size={16} stroke={1.7} />
        </ActionIcon>
      }
      title={name}
      subtitle={builtAt ? `Data built ${formatAgo(builtAt)}` : 'Its data are not built yet'}
      actions={
        <>
          <Tooltip label="Read the data again">
            <ActionIcon aria-label="Read the data again" disabled={fetching} onClick={refresh}>
              <IconRefresh size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Full screen">
            <ActionIcon aria-label="Full screen" onClick={onFullscreen}>
              <IconArrowsMaximize size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          {children}
        </>
      }
    />
  );
}

/** Says that data are missing, and builds them. */
function Unbuilt({ projectId, unbuilt, readOnly }: { projectId: string; unbuilt: string[]; readOnly: boolean }) {
  return (
    <div className={styles.unbuilt}>
      <Notice tone="info" title="Some data of this page are not built yet">
        {readOnly ? 'They appear after the next run of the scenario.' : 'Building runs the flow up to them.'}
      </Notice>
      {readOnly ? null : (
        <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => void startBuild(projectId, unbuilt)}>
          Build the data
        </Button>
      )}
    </div>
  );
}
