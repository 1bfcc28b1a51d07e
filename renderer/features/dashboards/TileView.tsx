import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { PointerEvent, ReactNode } from 'react';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import styles from './dashboards.module.css';
import { type Filter, filtersOf } from './filters.ts';

import { ChartTile, QualityTile, ScenarioTile } from './tile-parts.tsx';

interface TileContentProps {
  projectId: string;
  tile: Tile;
  datasetNames: ReadonlyMap<string, string>;
  /** Datasets without rows yet. */
  unbuilt: ReadonlySet<string>;
  filters: readonly Filter[];
  onPick: (column: string, value: string | null) => void;
}

function TileContent({ projectId, tile, datasetNames, unbuilt, filters, onPick }: TileContentProps): ReactNode {
  const { content } = tile;
  if (content.kind === 'text') return <Markdown text={content.markdown} />;
  if (content.kind === 'quality') {
    const { dataset } = content;
    return <QualityTile projectId={projectId} dataset={dataset} name={datasetNames.get(dataset) ?? dataset} />;
  }
  if (content.kind === 'scenario') return <ScenarioTile projectId={projectId} scenario={content.scenario} />;
  const column = content.chart.dimension?.column;
  const own = filters.find((filter) => filter.column === column);
  return (
    <ChartTile
      key={JSON.stringify([content.chart.kind, content.chart.dataset])}
      projectId={projectId}
      chart={content.chart}
      title={tile.title}
      filters={filtersOf(filters, tile)}
      picked={own ? new Set(own.values) : undefined}
      built={!unbuilt.has(content.chart.dataset)}
      onPick={(value) => column && onPick(column, value)}
    />
  );
}

export interface TileActions {
  onEdit: () => void;
  onDuplicate: () => void;
  onDelete: () => void;
  onGrab: (event: PointerEvent, how: 'move' | 'resize') => void;
}

/** One tile: head with its title, content below; while editing also handles and a menu. */
export function TileView({ actions, ...props }: TileContentProps & { actions?: TileActions | undefined }) {
  const { tile } = props;
  const isText = tile.content.kind === 'text';
  const bare = tile.title === '' && !actions;
  const flush = tile.content.kind === 'chart' && tile.content.chart.kind === 'table';
  return (
    <>
      {bare ? null : (
        <div
          className={styles.tileHead}
          data-handle={actions ? true : undefined}
          onPointerDown={actions ? (event) => actions.onGrab(event, 'move') : undefined}
        >
          <h2 className={styles.tileTitle} title={tile.title}>
            {tile.title || (actions ? (isText ? 'Text' : 'Untitled') : '')}
          </h2>
          {actions ? <TileMenu title={tile.title} actions={actions} /> : null}
        </div>
      )}
      <div className={styles.tileBody} data-flush={flush || undefined} data-bare={bare || undefined}>
        <TileContent {...props} />
      </div>
      {actions ? (
        <div className={styles.corner} aria-hidden onPointerDown={(event) => actions.onGrab(event, 'resize')} />
      ) : null}
    </>
  );
}

function TileMenu({ title, actions }: { title: string; actions: TileActions }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Menu of the tile ${title}`} onPointerDown={(event) => event.stopPropagation()}>
          <IconDots size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onPointerDown={(event) => event.stopPropagation()}>
        <Menu.Item leftSection={<IconPencil size={14} />} onClick={actions.onEdit}>
          Edit
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={actions.onDuplicate}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} />} color="red" onClick={actions.onDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
