import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconCursorText, IconDots, IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import { useCatalog } from '../../client/hooks.ts';
import { COLUMNS, rowsOf } from '../../explore/chart-builder/place-tiles.ts';
import { iconOf } from '../../ui/icons.ts';
import styles from './dashboards.module.css';
import { tileIcons } from './tile-icons.ts';

interface DashboardCardProps {
  projectId: string;
  dashboard: Dashboard;
  /** Absent for readers. */
  edits?: { onRename: () => void; onDuplicate: () => void; onDelete: () => void } | undefined;
}

/** A dashboard in the list of all: its first page in small, its name and size. */
export function DashboardCard({ projectId, dashboard, edits }: DashboardCardProps) {
  const tiles = dashboard.pages.flatMap((page) => page.tiles);
  const pages = dashboard.pages.length;
  return (
    <div className={styles.cardBox}>
      <Link href={`/p/${projectId}/dashboards/${dashboard.id}`} className={styles.card}>
        <Sketch dashboard={dashboard} />
        <div className={styles.cardWords} data-menu={edits ? true : undefined}>
          <div className={styles.cardTitle} title={dashboard.name}>
            {dashboard.name}
          </div>
          <div className={styles.dim}>
            {tiles.length} {tiles.length === 1 ? 'tile' : 'tiles'}
            {pages > 1 ? ` on ${pages} pages` : ''}
          </div>
        </div>
      </Link>
      {edits ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`Menu of ${dashboard.name}`} className={styles.cardMenu}>
              <IconDots size={16} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCursorText size={14} />} onClick={edits.onRename}>
              Rename…
            </Menu.Item>
            <Menu.Item leftSection={<IconCopy size={14} />} onClick={edits.onDuplicate}>
              Duplicate
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={edits.onDelete}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
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
