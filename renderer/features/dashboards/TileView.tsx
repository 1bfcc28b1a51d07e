import { Tooltip } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { type PointerEvent, useRef, useState } from 'react';
import styles from './dashboards.module.css';
import { saveTileCsv, saveTilePng } from './export-tile.ts';
import { unheededFilters } from './filters.ts';
import { asTable, TileContent, type TileContentProps } from './TileContent.tsx';
import { type TileActions, TileMenu } from './TileMenu.tsx';
import { useExport } from './use-export.ts';
import type { Hold } from './use-tile-drag.ts';

interface TileViewProps extends Omit<TileContentProps, 'figures'> {
  actions?: (TileActions & { onGrab: (event: PointerEvent, how: Hold) => void }) | undefined;
}

/** One tile: head with its title and menu, content below; while editing also handles. */
export function TileView({ actions, ...props }: TileViewProps) {
  const { tile, data, filters } = props;
  const { content } = tile;
  const [figures, setFigures] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const exporting = useExport();
  const section = () => frame.current?.closest('section');
  const isText = content.kind === 'text' || content.kind === 'image';
  const bare = tile.title === '' && !actions;
  const isTable = content.kind === 'chart' && (figures || ['table', 'pivot'].includes(content.chart.kind));
  const canTable = content.kind === 'chart' && asTable(content.chart) !== content.chart;
  const menu = (
    <TileMenu
      tile={tile}
      actions={actions}
      figures={canTable ? { shown: figures, set: setFigures } : undefined}
      onFullscreen={() => void section()?.requestFullscreen?.()}
      save={{
        png: () => void saveTilePng(section(), tile),
        html: () => exporting?.save('html', { tile: tile.id }),
        pdf: () => exporting?.save('pdf', { tile: tile.id }),
        csv: content.kind === 'chart' ? () => void saveTileCsv(props.projectId, tile, filters) : undefined,
      }}
    />
  );
  const unheeded = unheededFilters(filters, tile, data.schemas);
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
          {unheeded ? (
            <Tooltip label={unheeded} multiline maw={260}>
              <IconFilterOff size={14} stroke={1.7} className={styles.unheeded} aria-label={unheeded} role="img" />
            </Tooltip>
          ) : null}
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
