import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconCopy,
  IconDots,
  IconFileTypeCsv,
  IconFileTypeHtml,
  IconFileTypePdf,
  IconPencil,
  IconPhotoDown,
  IconTable,
  IconTransfer,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import styles from './dashboards.module.css';

export interface TileActions {
  onEdit: () => void;
  onDuplicate: () => void;
  onCopyTo: () => void;
  onDelete: () => void;
}

interface TileMenuProps {
  tile: Tile;
  actions: TileActions | undefined;
  figures: { shown: boolean; set: (shown: boolean) => void } | undefined;
  onFullscreen: () => void;
  save: Record<'png' | 'html' | 'pdf', () => void> & { csv: (() => void) | undefined };
}

/** What can be done with a tile: by all to look at and keep it, by editors to change it. */
export function TileMenu({ tile, actions, figures, onFullscreen, save }: TileMenuProps) {
  const item = (icon: ReactNode, label: string, onClick: (() => void) | undefined, color?: string) =>
    onClick ? (
      <Menu.Item leftSection={icon} onClick={onClick} {...(color ? { color } : {})}>
        {label}
      </Menu.Item>
    ) : null;
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
        {item(<IconPencil size={14} />, 'Edit', actions?.onEdit)}
        {item(
          <IconTable size={14} />,
          figures?.shown ? 'Show the picture' : 'Show the figures',
          figures && (() => figures.set(!figures.shown)),
        )}
        {item(<IconArrowsMaximize size={14} />, 'Full screen', onFullscreen)}
        <Menu.Divider />
        {item(<IconPhotoDown size={14} />, 'Save as PNG', save.png)}
        {item(<IconFileTypeHtml size={14} />, 'Save as HTML', save.html)}
        {item(<IconFileTypePdf size={14} />, 'Print or save as PDF', save.pdf)}
        {item(<IconFileTypeCsv size={14} />, 'Save the data as CSV', save.csv)}
        {actions ? <Menu.Divider /> : null}
        {item(<IconCopy size={14} />, 'Duplicate', actions?.onDuplicate)}
        {item(<IconTransfer size={14} />, 'Copy or move to…', actions?.onCopyTo)}
        {item(<IconTrash size={14} />, 'Delete', actions?.onDelete, 'red')}
      </Menu.Dropdown>
    </Menu>
  );
}
