import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Tile } from '../../../nodes/contract/project/index.ts';
import { iconOf } from '../../ui/icons.ts';
import { tileIcons } from './tile-icons.ts';

const kinds = [
  { kind: 'chart', label: 'Chart', needs: 'Add a dataset to the flow first' },
  { kind: 'text', label: 'Text', needs: '' },
  { kind: 'image', label: 'Image', needs: '' },
  { kind: 'quality', label: 'Data quality', needs: 'Add a dataset to the flow first' },
  { kind: 'metric', label: 'Measured by a rule', needs: 'Add a quality rule first' },
  { kind: 'scenario', label: 'Scenario', needs: 'Add a scenario first' },
  { kind: 'model', label: 'Model', needs: 'Train a model first' },
] as const;

interface AddTileProps {
  can: (kind: Tile['content']['kind']) => boolean;
  onAdd: (kind: Tile['content']['kind']) => void;
}

/** A menu of what a tile can show. */
export function AddTile({ can, onAdd }: AddTileProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={14} />}>
          Add tile
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map(({ kind, label, needs }) => {
          const IconView = iconOf(tileIcons[kind]);
          return (
            <Menu.Item
              key={kind}
              leftSection={<IconView size={14} stroke={1.7} />}
              disabled={!can(kind)}
              title={can(kind) ? undefined : needs}
              onClick={() => onAdd(kind)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
