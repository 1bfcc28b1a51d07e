import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconCopy,
  IconDots,
  IconFileTypeCsv,
  IconPencil,
  IconPhotoDown,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Chart, Tile } from '../../../nodes/contract/project/index.ts';
import type { Pick } from '../../charts/picks.ts';
import { LiveChart } from '../../explore/chart-builder/LiveChart.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import styles from './dashboards.module.css';
import { saveTileCsv, saveTilePng } from './export-tile.ts';
import { type Filter, filtersOf } from './filters.ts';
import { ModelTile } from './ModelTile.tsx';
import { MetricTile, QualityTile, ScenarioTile } from './status-tiles.tsx';

interface TileContentProps {
  projectId: string;
  tile: Tile;
  datasetNames: ReadonlyMap<string, string>;
  /** Datasets without rows yet. */
  unbuilt: ReadonlySet<string>;
  filters: readonly Filter[];
  onPick: (picks: Pick[]) => void;
}

/** The figures of a chart as a table, which is how they are read without eyes for colours. */
const asTable = (chart: Chart): Chart =>
  ['table', 'pivot', 'kpi', 'gauge'].includes(chart.kind) ? chart : { ...chart, kind: 'table' };

function TileContent(props: TileContentProps & { figures: boolean }): ReactNode {
  const { projectId, tile, datasetNames, unbuilt, filters, onPick, figures } = props;
  const { content } = tile;
  switch (content.kind) {
    case 'text':
      return <Markdown text={content.markdown} />;
    case 'quality':
      return (
        <QualityTile
          projectId={projectId}
          dataset={content.dataset}
          name={datasetNames.get(content.dataset) ?? content.dataset}
        />
      );
    case 'metric':
      return <MetricTile projectId={projectId} dataset={content.dataset} rule={content.rule} />;
    case 'scenario':
      return <ScenarioTile projectId={projectId} scenario={content.scenario} />;
    case 'model':
      return <ModelTile projectId={projectId} model={content.model} />;
    case 'image':
      return content.source ? (
        <img className={styles.image} src={content.source} alt={content.alt} style={{ objectFit: content.fit }} />
      ) : (
        <p className={styles.quiet}>Choose a picture in the settings of this tile.</p>
      );
    case 'chart':
      return (
        <LiveChart
          projectId={projectId}
          chart={figures ? asTable(content.chart) : content.chart}
          title={tile.title}
          filters={filtersOf(filters, tile)}
          shown={filters}
          built={!unbuilt.has(content.chart.dataset)}
          onPick={onPick}
        />
      );
  }
}

export interface TileActions {
  onEdit: () => void;
  onDuplicate: () => void;
  onDelete: () => void;
  onGrab: (event: PointerEvent, how: 'move' | 'resize') => void;
}

/** One tile: head with its title and menu, content below; while editing also handles. */
export function TileView({ actions, ...props }: TileContentProps & { actions?: TileActions | undefined }) {
  const { tile } = props;
  const { content } = tile;
  const [figures, setFigures] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const isText = content.kind === 'text' || content.kind === 'image';
  const bare = tile.title === '' && !actions;
  const isTable = content.kind === 'chart' && (figures || ['table', 'pivot'].includes(content.chart.kind));
  const canTable = content.kind === 'chart' && asTable(content.chart) !== content.chart;
  const menu = (
    <TileMenu
      tile={tile}
      actions={actions}
      figures={canTable ? { shown: figures, set: setFigures } : undefined}
      onFullscreen={() => void frame.current?.closest('section')?.requestFullscreen?.()}
      onPng={() => void saveTilePng(frame.current?.closest('section'), tile)}
      onCsv={content.kind === 'chart' ? () => void saveTileCsv(props.projectId, tile, props.filters) : undefined}
    />
  );
  return (
    <div ref={frame} className={styles.tileFrame}>
      {bare ? (
        <div className={styles.bareMenu}>{menu}</div>
      ) : (
        <div
          className={styles.tileHead}
          data-handle={actions ? true : undefined}
          onPointerDown={actions ? (event) => actions.onGrab(event, 'move') : undefined}
        >
          <h2 className={styles.tileTitle} title={tile.title}>
            {tile.title || (actions ? (isText ? 'Text or picture' : 'Untitled') : '')}
          </h2>
          {menu}
        </div>
      )}
      <div className={styles.tileBody} data-flush={isTable || undefined} data-bare={bare || undefined} data-tile-body>
        <TileContent {...props} figures={figures} />
      </div>
      {actions ? (
        <div className={styles.corner} aria-hidden onPointerDown={(event) => actions.onGrab(event, 'resize')} />
      ) : null}
    </div>
  );
}

interface TileMenuProps {
  tile: Tile;
  actions: TileActions | undefined;
  figures: { shown: boolean; set: (shown: boolean) => void } | undefined;
  onFullscreen: () => void;
  onPng: () => void;
  onCsv: (() => void) | undefined;
}

function TileMenu({ tile, actions, figures, onFullscreen, onPng, onCsv }: TileMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={styles.tileMenu}
          aria-label={`Menu of the tile ${tile.title}`.trim()}
          onPointerDown={(event) => event.stopPropagation()}
          data-no-export
        >
          <IconDots size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onPointerDown={(event) => event.stopPropagation()}>
        {actions ? (
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={actions.onEdit}>
            Edit
          </Menu.Item>
        ) : null}
        {figures ? (
          <Menu.Item leftSection={<IconTable size={14} />} onClick={() => figures.set(!figures.shown)}>
            {figures.shown ? 'Show the picture' : 'Show the figures'}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconArrowsMaximize size={14} />} onClick={onFullscreen}>
          Full screen
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPhotoDown size={14} />} onClick={onPng}>
          Save as PNG
        </Menu.Item>
        {onCsv ? (
          <Menu.Item leftSection={<IconFileTypeCsv size={14} />} onClick={onCsv}>
            Save the data as CSV
          </Menu.Item>
        ) : null}
        {actions ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconCopy size={14} />} onClick={actions.onDuplicate}>
              Duplicate
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={14} />} color="red" onClick={actions.onDelete}>
              Delete
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
