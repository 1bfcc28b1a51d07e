import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { Dashboard, Tile } from '../../../nodes/contract/project/index.ts';
import listStyles from '../../ui/list-detail.module.css';

export interface TilePlace {
  dashboard: string;
  page: string;
}

interface CopyTileProps {
  tile: Tile;
  /** Where it is now. */
  from: TilePlace;
  dashboards: Readonly<Record<string, Dashboard>>;
  onCopy: (to: TilePlace, move: boolean) => void;
  onClose: () => void;
}

/** Asks on which page of which dashboard a tile should also stand, or stand instead. */
export function CopyTile({ tile, from, dashboards, onCopy, onClose }: CopyTileProps) {
  const [to, setTo] = useState<TilePlace>(from);
  const pages = dashboards[to.dashboard]?.pages ?? [];
  const isHere = to.dashboard === from.dashboard && to.page === from.page;
  const done = (move: boolean) => {
    onCopy(to, move);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={`Copy or move “${tile.title || 'the tile'}”`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Select
        label="Dashboard"
        data={Object.values(dashboards).map(({ id, name }) => ({ value: id, label: name }))}
        value={to.dashboard}
        allowDeselect={false}
        searchable
        onChange={(id) => id && setTo({ dashboard: id, page: dashboards[id]?.pages[0]?.id ?? '' })}
      />
      <Select
        label="Page"
        mt="sm"
        data={pages.map(({ id, title }) => ({ value: id, label: title || 'Page' }))}
        value={to.page}
        allowDeselect={false}
        onChange={(page) => page && setTo({ ...to, page })}
      />
      <div className={listStyles.dialogEnd}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="default" disabled={isHere} onClick={() => done(true)}>
          Move
        </Button>
        <Button data-autofocus onClick={() => done(false)}>
          Copy
        </Button>
      </div>
    </Modal>
  );
}
