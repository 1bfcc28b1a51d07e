import { useMemo } from 'react';
import type { Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import type { Column, Schema } from '../../../nodes/contract/schema.ts';
import { useFlow } from '../../client/hooks.ts';
import { editProject } from '../../state/edit-project.ts';
import type { TilePlace } from './CopyTile.tsx';
import { newTile } from './new-tiles.ts';
import { addedTile } from './tile-clipboard.ts';

const datasetsOf = (tiles: readonly Tile[]) =>
  new Set(tiles.flatMap(({ content }) => (content.kind === 'chart' ? [content.chart.dataset] : [])));

export interface BoardData {
  schemas: ReadonlyMap<string, Schema>;
  datasetNames: ReadonlyMap<string, string>;
  /** False until the node told how the datasets stand. */
  isKnown: boolean;
  /** Datasets of the tiles that have no rows yet. */
  unbuilt: ReadonlySet<string>;
  /** All datasets that have no rows yet. */
  notBuilt: ReadonlySet<string>;
  /** When the oldest of the shown data were built; null when nothing is built. */
  builtAt: string | null;
  /** Columns to filter by, each with a dataset that has it. */
  columns: readonly { dataset: string; column: Column }[];
}

/** What the tiles of a page need to know of the project's datasets. */
export function useBoardData(projectId: string, project: Project, tiles: readonly Tile[]): BoardData {
  const nodes = useFlow(projectId).data?.nodes;
  return useMemo(() => {
    const used = datasetsOf(tiles);
    const datasets = (nodes ?? []).filter(({ type }) => type === 'dataset');
    const schemas = new Map(datasets.map(({ id, schema }) => [id, schema ?? []]));
    const shown = datasets.filter(({ id }) => used.has(id));
    const isManaged = (id: string) => project.datasets[id]?.source.kind === 'managed';
    const columns = new Map(
      [...used]
        .reverse()
        .flatMap((dataset) =>
          (schemas.get(dataset) ?? []).map((column) => [column.name, { dataset, column }] as const),
        ),
    );
    return {
      isKnown: nodes !== undefined,
      schemas,
      datasetNames: new Map(Object.values(project.datasets).map(({ id, name }) => [id, name])),
      unbuilt: new Set(shown.flatMap(({ id, builtAt }) => (builtAt === null && isManaged(id) ? [id] : []))),
      notBuilt: new Set(datasets.flatMap(({ id, builtAt }) => (builtAt === null && isManaged(id) ? [id] : []))),
      builtAt: shown.flatMap(({ builtAt }) => (builtAt ? [builtAt] : [])).sort()[0] ?? null,
      columns: [...columns.values()],
    };
  }, [nodes, project.datasets, tiles]);
}

export interface BoardEdits {
  save(dashboard: Dashboard | null, label: string, group?: string): void;
  setTiles(tiles: Tile[], label: string, group?: string): void;
  /** Puts a copy of a tile, of this page or another, where there is room; returns its id. */
  paste(tile: Tile): string;
  copyTo(tile: Tile, to: TilePlace, move: boolean): void;
  add(kind: Tile['content']['kind']): string | null;
  remove(tile: Tile): void;
}

const onPage = (dashboard: Dashboard, pageId: string, change: (tiles: Tile[]) => Tile[]): Dashboard => ({
  ...dashboard,
  pages: dashboard.pages.map((page) => (page.id === pageId ? { ...page, tiles: change(page.tiles) } : page)),
});
const without = (dashboard: Dashboard, pageId: string, tileId: string) =>
  onPage(dashboard, pageId, (tiles) => tiles.filter(({ id }) => id !== tileId));
const withTile = (dashboard: Dashboard, pageId: string, tile: Tile) =>
  onPage(dashboard, pageId, (tiles) => [...tiles, addedTile(tile, tiles)]);

/** Changes of one page of a dashboard; each is an edit of the project and can be undone. */
export function boardEdits(
  project: Project,
  { dashboard, pageId, schemas }: { dashboard: Dashboard; pageId: string; schemas: BoardData['schemas'] },
): BoardEdits {
  const tiles = dashboard.pages.find(({ id }) => id === pageId)?.tiles ?? [];
  const save: BoardEdits['save'] = (value, label, group) =>
    void editProject(project.info.id, [{ family: 'dashboards', id: dashboard.id, value }], { label, group });
  const setTiles: BoardEdits['setTiles'] = (next, label, group) =>
    save(
      onPage(dashboard, pageId, () => next),
      label,
      group,
    );
  return {
    save,
    setTiles,
    paste(tile) {
      const added = addedTile(tile, tiles);
      setTiles([...tiles, added], 'Duplicate tile');
      return added.id;
    },
    copyTo(tile, to, move) {
      const target = project.dashboards[to.dashboard];
      if (!target) return;
      const left = move ? without(dashboard, pageId, tile.id) : dashboard;
      const base = target.id === dashboard.id ? left : target;
      const changed = withTile(base, to.page, tile);
      const others = move && target.id !== dashboard.id ? [left] : [];
      const edits = [changed, ...others].map((value) => ({ family: 'dashboards' as const, id: value.id, value }));
      void editProject(project.info.id, edits, { label: move ? 'Move tile' : 'Copy tile' });
    },
    add(kind) {
      const tile = newTile(kind, tiles, { project, schemas });
      if (tile) setTiles([...tiles, tile], 'Add tile');
      return tile?.id ?? null;
    },
    remove({ id }) {
      setTiles(
        tiles.filter((tile) => tile.id !== id),
        'Delete tile',
      );
    },
  };
}
