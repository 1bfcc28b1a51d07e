import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowsMinimize, IconCheck, IconLayoutDashboard, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo } from '../../client/hooks.ts';
import { startBuild } from '../../state/builds.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { AddTile } from './AddTile.tsx';
import { BoardHeader, DataAge } from './BoardHeader.tsx';
import { ChartEditor } from './ChartEditor.tsx';
import { CopyTile } from './CopyTile.tsx';
import styles from './dashboards.module.css';
import { Exporter } from './Exporter.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { factsOf, pageTitle } from './export-words.ts';
import { FilterBar } from './FilterBar.tsx';
import { togglePicks } from './filters.ts';
import { newTile } from './new-tiles.ts';
import { PageTabs } from './PageTabs.tsx';
import { TileEditor } from './TileEditor.tsx';
import { TileGrid } from './TileGrid.tsx';
import { copiedTile, copyTile } from './tile-clipboard.ts';
import { boardEdits, useBoardData } from './use-board.ts';
import type { BoardUrl } from './use-board-url.ts';
import { usePresentation } from './use-presentation.ts';

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
  const isPhone = useMediaQuery('(max-width: 700px)') ?? false;
  const data = useBoardData(projectId, project, tiles);
  const edits = boardEdits(project, { dashboard, pageId: page.id, schemas: data.schemas });
  const [editing, setEditing] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const [copying, setCopying] = useState<Tile | null>(null);
  const presentation = usePresentation({ pages: dashboard.pages, pageId: page.id, onPage: url.setPage });
  const grid = useRef<HTMLDivElement>(null);
  const chosen = editing ? tiles.find(({ id }) => id === active) : undefined;
  const edit = (tile: Tile) => {
    setEditing(true);
    setActive(tile.id);
  };
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
  const onKey = (event: KeyboardEvent) => editing && clipboardKey(event, { projectId, tiles, onPaste: edits.paste });
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
  const hasPages = dashboard.pages.length > 1;
  const title = pageTitle(dashboard, page);
  const age = { builtAt: data.builtAt, hasData: tiles.some(({ content }) => content.kind === 'chart') };
  const header = (
    <BoardHeader
      projectId={projectId}
      name={dashboard.name}
      {...age}
      onPresent={presentation.toggle}
      save={<ExportMenu {...{ title, hasPages }} facts={() => factsOf(filters, data)} board={() => grid.current} />}
    >
      {readOnly || isPhone ? null : editActions}
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
    <Exporter {...{ project, dashboard, filters, data }} pageId={page.id}>
      <Page flush header={header}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys that copy and paste the tile with the focus */}
        <div ref={presentation.ref} className={styles.full} onKeyDown={onKey}>
          <h2 className={styles.printTitle}>{title}</h2>
          {presentation.isOn ? (
            <div className={styles.presented}>
              <h1 className={styles.presentedTitle}>{dashboard.name}</h1>
              <span className={styles.dim}>
                <DataAge {...age} />
              </span>
              <span className={styles.grow} />
              <ActionIcon aria-label="Leave full screen" onClick={presentation.toggle}>
                <IconArrowsMinimize size={16} stroke={1.7} />
              </ActionIcon>
            </div>
          ) : null}
          <FilterBar
            projectId={projectId}
            filters={filters}
            start={dashboard.filters}
            onFilters={setFilters}
            columns={data.columns}
            onKeep={editing ? keep : undefined}
          >
            {hasPages || editing ? (
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
                  {readOnly
                    ? 'Its tiles come with the next version that is deployed.'
                    : 'Add charts of your datasets, texts, pictures, models, and how data quality and scenarios stand.'}
                </EmptyState>
              ) : (
                <div ref={grid}>
                  <TileGrid
                    projectId={projectId}
                    tiles={tiles}
                    data={data}
                    filters={filters}
                    onPick={(picks) => setFilters((old) => togglePicks(old, picks))}
                    onMend={readOnly ? undefined : edit}
                    edits={
                      editing
                        ? {
                            active,
                            onActive: setActive,
                            onTiles: (next, label, group) =>
                              edits.setTiles(next, label, group && `${group}-${page.id}`),
                            onDuplicate: (tile) => setActive(edits.paste(tile)),
                            onCopyTo: setCopying,
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
      {copying ? (
        <CopyTile
          tile={copying}
          from={{ dashboard: dashboard.id, page: page.id }}
          dashboards={project.dashboards}
          onCopy={(to, move) => edits.copyTo(copying, to, move)}
          onClose={() => setCopying(null)}
        />
      ) : null}
    </Exporter>
  );
}

interface ClipboardKey {
  projectId: string;
  tiles: readonly Tile[];
  onPaste: (tile: Tile) => void;
}

/** Ctrl C keeps the tile that has the focus, Ctrl V puts it on this page. Texts are copied as everywhere. */
function clipboardKey(event: KeyboardEvent, { projectId, tiles, onPaste }: ClipboardKey): void {
  const target = event.target as HTMLElement;
  if (!(event.ctrlKey || event.metaKey) || target.closest('input, textarea, [contenteditable]')) return;
  if (event.key === 'c' && !window.getSelection()?.toString()) {
    const tile = tiles.find(({ id }) => id === target.closest<HTMLElement>('[data-tile]')?.dataset.tile);
    if (tile) copyTile(projectId, tile);
  } else if (event.key === 'v') {
    const tile = copiedTile(projectId);
    if (tile) onPaste(tile);
  }
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
