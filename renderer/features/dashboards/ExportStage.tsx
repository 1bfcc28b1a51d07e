import { useEffect, useRef } from 'react';
import type { Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { AlwaysLight } from '../../charts/use-palette.ts';
import { rowsOf, settledTiles } from '../../explore/chart-builder/place-tiles.ts';
import styles from './dashboards.module.css';
import type { ExportedPage } from './export-html.ts';
import { pageTitle } from './export-words.ts';
import type { Filter } from './filters.ts';
import { TileContent } from './TileContent.tsx';
import { GAP, ROW } from './tile-size.ts';
import { useBoardData } from './use-board.ts';

/** A column of the grid on paper, in pixels. */
const COLUMN = 100;
const [LOOK, LONGEST] = [120, 60_000];

export interface StagedPage {
  id: string;
  title: string;
  tiles: readonly Tile[];
  columns: number;
}

/** The pages as they are drawn for a file; a tile by itself is a page as wide as the tile. */
export function stagedPages(dashboard: Dashboard, part: { tile: string } | { page: string } | 'all'): StagedPage[] {
  const { pages, name } = dashboard;
  if (typeof part === 'object' && 'tile' in part) {
    const found = pages.flatMap(({ tiles }) => tiles).find(({ id }) => id === part.tile);
    if (!found) return [];
    const tile: Tile = { ...found, x: 0, y: 0 };
    return [{ id: 'tile', title: tile.title || name, tiles: [{ ...tile, title: '' }], columns: tile.w }];
  }
  const wanted = part === 'all' ? pages : pages.filter(({ id }) => id === part.page);
  return wanted.map((page) => ({
    id: page.id,
    title: pageTitle(dashboard, page),
    tiles: settledTiles(page.tiles),
    columns: 12,
  }));
}

interface ExportStageProps {
  project: Project;
  pages: readonly StagedPage[];
  filters: readonly Filter[];
  /** Called once when everything is drawn. */
  onReady: (pages: ExportedPage[], stage: HTMLElement) => void;
  onLate: () => void;
}

/** Pages drawn beside the screen, in light colours and at the size of the paper, until all their tiles have their data. */
export function ExportStage({ project, pages, filters, onReady, onLate }: ExportStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const latest = useRef({ onReady, onLate });
  latest.current = { onReady, onLate };
  useEffect(() => {
    const began = performance.now();
    let quiet = 0;
    const timer = window.setInterval(() => {
      const element = stage.current;
      if (!element) return;
      const isBusy = element.querySelector('.mantine-Skeleton-root, [data-asking]') !== null;
      quiet = isBusy ? 0 : quiet + 1;
      const isLate = performance.now() - began > LONGEST;
      if (quiet < 2 && !isLate) return;
      window.clearInterval(timer);
      if (quiet >= 2)
        latest.current.onReady(
          pages.map((page) => exported(page, element)),
          element,
        );
      else latest.current.onLate();
    }, LOOK);
    return () => window.clearInterval(timer);
  }, [pages]);
  return (
    <AlwaysLight value={true}>
      <div ref={stage} className={styles.stage} data-light aria-hidden inert>
        {pages.map((page) => (
          <StagePage key={page.id} project={project} page={page} filters={filters} />
        ))}
      </div>
    </AlwaysLight>
  );
}

function exported({ id, title, tiles, columns }: StagedPage, stage: Element): ExportedPage {
  const element = stage.querySelector(`[data-page="${CSS.escape(id)}"]`) ?? stage;
  return { title, tiles, element, columns, width: columns * COLUMN, rows: Math.max(1, rowsOf(tiles)) };
}

function StagePage({ project, page, filters }: { project: Project; page: StagedPage; filters: readonly Filter[] }) {
  const data = useBoardData(project.info.id, project, page.tiles);
  return (
    <div data-page={page.id} style={{ width: page.columns * COLUMN }}>
      {page.tiles.map((tile) => (
        <section
          key={tile.id}
          className={styles.stageTile}
          data-tile={tile.id}
          style={{ width: tile.w * COLUMN - GAP, height: tile.h * ROW - GAP }}
        >
          {tile.title ? <h2 className={styles.stageTitle}>{tile.title}</h2> : null}
          <div className={styles.stageBody} data-tile-body>
            <TileContent
              projectId={project.info.id}
              tile={tile}
              data={data}
              filters={filters}
              onPick={() => undefined}
              figures={false}
            />
          </div>
        </section>
      ))}
    </div>
  );
}
