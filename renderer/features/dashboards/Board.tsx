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
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { startBuild } from '../../state/builds.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { AddTile } from './AddTile.tsx';
import { ChartEditor } from './ChartEditor.tsx';
import styles from './dashboards.module.css';
import { ExportMenu } from './ExportMenu.tsx';
import { FilterBar } from './FilterBar.tsx';
import { togglePicks } from './filters.ts';
import { newTile } from './new-tiles.ts';
import { PageTabs } from './PageTabs.tsx';
import { TileEditor } from './TileEditor.tsx';
import { TileGrid } from './TileGrid.tsx';
import { boardEdits, useBoardData } from './use-board.ts';
import type { BoardUrl } from './use-board-url.ts';

interface BoardProps {
  project: Project;
  dashboard: Dashboard;
  page: Dashboard['pages'][number];
  url: BoardUrl;
}

/** A page of a dashboard with its bar of filters, its tiles and, while editing, the settings of the chosen tile. */
export function Board({ project, dashboard, page, url }: BoardProps) {
  const projectId = project.info.id;
  const { tiles } = page;
  const { filters, setFilters } = url;
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const data = useBoardData(projectId, project, tiles);
  const edits = boardEdits(project, { dashboard, pageId: page.id, schemas: data.schemas });
  const [editing, setEditing] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  const grid = useRef<HTMLDivElement>(null);
  const chosen = editing ? tiles.find(({ id }) => id === active) : undefined;
  const remove = (tile: Tile) => {
    edits.remove(tile);
    setActive(null);
  };
  const change = (next: Tile, label: string, group?: string) =>
    edits.setTiles(
      tiles.map((tile) => (tile.id === next.id ? next : tile)),
      label,
      group && `${group}-${dashboard.id}-${next.id}`,
    );
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
      <Button
        leftSection={<IconCheck size={14} />}
        onClick={() => {
          setEditing(false);
          setActive(null);
        }}
      >
        Done
      </Button>
    </>
  ) : (
    <Button variant="default" leftSection={<IconPencil size={14} />} onClick={() => setEditing(true)}>
      Edit
    </Button>
  );
  const header = (
    <BoardHeader
      projectId={projectId}
      name={dashboard.name}
      builtAt={data.builtAt}
      hasData={tiles.some(({ content }) => content.kind === 'chart')}
      onFullscreen={() => void toggle()}
      save={<ExportMenu {...{ dashboard, page, filters }} builtAt={data.builtAt} board={() => grid.current} />}
    >
      {readOnly ? null : editActions}
    </BoardHeader>
  );
  if (chosen?.content.kind === 'chart') {
    return (
      <Page flush header={header}>
        <ChartEditor
          key={chosen.id}
          {...{ projectId, project, data, filters }}
          tile={chosen}
          chart={chosen.content.chart}
          onChange={change}
          onDelete={() => remove(chosen)}
          onClose={() => setActive(null)}
        />
      </Page>
    );
  }
  const keep = () =>
    edits.save({ ...dashboard, filters: filters.length > 0 ? [...filters] : undefined }, 'Keep filters');
  return (
    <Page flush header={header}>
      <div ref={ref} className={styles.full}>
        <h2 className={styles.printTitle}>
          {dashboard.pages.length > 1 ? `${dashboard.name}: ${page.title}` : dashboard.name}
        </h2>
        <FilterBar
          projectId={projectId}
          filters={filters}
          onFilters={setFilters}
          columns={data.columns}
          onKeep={editing ? keep : undefined}
        >
          {dashboard.pages.length > 1 || editing ? (
            <PageTabs
              dashboard={dashboard}
              page={page.id}
              editing={editing}
              onPage={(id) => {
                url.setPage(id);
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
                Add charts of your datasets, texts, pictures, models, and how data quality and scenarios stand.
              </EmptyState>
            ) : (
              <div ref={grid}>
                <TileGrid
                  projectId={projectId}
                  tiles={tiles}
                  datasetNames={data.datasetNames}
                  unbuilt={data.unbuilt}
                  filters={filters}
                  onPick={(picks) => setFilters((old) => togglePicks(old, picks))}
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
              </div>
            )}
          </div>
          {chosen ? (
            <TileEditor
              key={chosen.id}
              tile={chosen}
              project={project}
              onChange={(next) => change(next, 'Change tile', 'tile')}
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
  hasData: boolean;
  onFullscreen: () => void;
  /** The menu that saves the page. */
  save: ReactNode;
  children: ReactNode;
}

function BoardHeader({ projectId, name, builtAt, hasData, onFullscreen, save, children }: BoardHeaderProps) {
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
      subtitle={builtAt ? `Data built ${formatAgo(builtAt)}` : hasData ? 'Its data are not built yet' : undefined}
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
          {save}
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
