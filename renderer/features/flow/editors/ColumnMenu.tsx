import { Menu } from '@mantine/core';
import type { Column } from '../../../../nodes/contract/schema.ts';
import { useCatalog } from '../../../client/hooks.ts';
import { iconOf } from '../../../ui/icons.ts';
import { PointMenu } from '../../../ui/PointMenu.tsx';
import { headerSuggestions, type Suggestion } from './suggestions.ts';

interface ColumnMenuProps {
  column: Column | undefined;
  at: { x: number; y: number } | null;
  onPick: (suggestion: Suggestion) => void;
  onClose: () => void;
}

/** Steps that fit a column, at its header. */
export function ColumnMenu({ column, at, onPick, onClose }: ColumnMenuProps) {
  const { steps } = useCatalog();
  const icons = new Map(steps.map(({ id, icon }) => [id, icon]));
  return (
    <PointMenu at={column ? at : null} onClose={onClose}>
      {(column ? headerSuggestions(column) : []).map(({ label, items }, index) => [
        index > 0 ? <Menu.Divider key={`${label}-line`} /> : null,
        <Menu.Label key={label}>{label}</Menu.Label>,
        ...items
          .filter(({ kind }) => icons.has(kind))
          .map((item) => {
            const IconView = iconOf(icons.get(item.kind));
            return (
              <Menu.Item
                key={item.label}
                leftSection={<IconView size={14} stroke={1.7} />}
                onClick={() => onPick(item)}
              >
                {item.label}
              </Menu.Item>
            );
          }),
      ])}
    </PointMenu>
  );
}
