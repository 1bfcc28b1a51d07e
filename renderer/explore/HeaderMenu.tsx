import { Menu } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowsSort,
  IconBinaryTree,
  IconChartHistogram,
  IconCopy,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
  IconWand,
} from '@tabler/icons-react';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import { type ColumnLayout, withHidden, withPinned, withWidth } from '../grid/column-layout.ts';
import type { Sort } from '../grid/draw-header.ts';
import { typeNames } from '../ui/cell-text.ts';
import { PointMenu } from '../ui/PointMenu.tsx';
import type { Question } from './AskValue.tsx';
import * as actions from './step-actions.ts';
import { withSort } from './view-state.ts';

export interface MenuAt {
  x: number;
  y: number;
}

interface HeaderMenuProps {
  at: (MenuAt & { column: RuledColumn }) | null;
  sort: readonly Sort[];
  onSort: (sort: Sort[]) => void;
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
  onFilter: (column: RuledColumn, at: MenuAt) => void;
  onAnalyse: (column: string) => void;
  /** Shows where the column comes from. */
  onLineage: (column: string) => void;
  /** Adds a prepare step; absent where nothing can be changed. */
  onStep: ((step: actions.StepDraft) => void) | undefined;
  onAsk: (question: Question) => void;
  onClose: () => void;
}

/** What can be done with a column, from its header. */
export function HeaderMenu(props: HeaderMenuProps) {
  const { at, sort, onSort, layout, onLayout, onFilter, onAnalyse, onLineage, onStep, onAsk, onClose } = props;
  const name = at?.column.name ?? '';
  const isPinned = layout.pinned.includes(name);
  const isSorted = sort.some(({ column }) => column === name);
  const isOther = sort.length > 0 && !(sort.length === 1 && isSorted);
  const by = (descending: boolean, keepOthers = false) =>
    onSort(withSort(sort, { column: name, descending }, keepOthers));
  return (
    <PointMenu at={at} onClose={onClose} width={232}>
      <Menu.Item leftSection={<IconSortAscending size={14} />} onClick={() => by(false)}>
        Sort ascending
      </Menu.Item>
      <Menu.Item leftSection={<IconSortDescending size={14} />} onClick={() => by(true)}>
        Sort descending
      </Menu.Item>
      {isOther && !isSorted ? (
        <Menu.Item leftSection={<IconArrowsSort size={14} />} onClick={() => by(false, true)}>
          Then by this column
        </Menu.Item>
      ) : null}
      {sort.length > 0 ? <Menu.Item onClick={() => onSort([])}>Original order</Menu.Item> : null}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconFilter size={14} />}
        onClick={() => (at ? onFilter(at.column, { x: at.x, y: at.y }) : undefined)}
      >
        Filter…
      </Menu.Item>
      <Menu.Item leftSection={<IconChartHistogram size={14} />} onClick={() => onAnalyse(name)}>
        Analyse
      </Menu.Item>
      <Menu.Item leftSection={<IconBinaryTree size={14} />} onClick={() => onLineage(name)}>
        Lineage
      </Menu.Item>
      {onStep && at ? <StepItems column={at.column} onStep={onStep} onAsk={onAsk} /> : null}
      <Menu.Divider />
      <Menu.Item
        leftSection={isPinned ? <IconPinnedOff size={14} /> : <IconPin size={14} />}
        onClick={() => onLayout(withPinned(layout, name, !isPinned))}
      >
        {isPinned ? 'Unpin' : 'Pin to the left'}
      </Menu.Item>
      <Menu.Item leftSection={<IconEyeOff size={14} />} onClick={() => onLayout(withHidden(layout, name, true))}>
        Hide
      </Menu.Item>
      {layout.widths[name] === undefined ? null : (
        <Menu.Item
          leftSection={<IconArrowAutofitWidth size={14} />}
          onClick={() => onLayout(withWidth(layout, name, null))}
        >
          Fit the width
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void navigator.clipboard?.writeText(name)}>
        Copy the name
      </Menu.Item>
    </PointMenu>
  );
}

interface StepItemsProps {
  column: RuledColumn;
  onStep: (step: actions.StepDraft) => void;
  onAsk: (question: Question) => void;
}

/** Prepare steps that start from a column as a whole. */
function StepItems({ column, onStep, onAsk }: StepItemsProps) {
  const isPlain = !['array', 'object', 'geopoint'].includes(column.type);
  const clear = actions.clearInvalidStep(column);
  return (
    <>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconWand size={14} />}>Prepare</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          <Menu.Item
            onClick={() =>
              onAsk({
                title: `Rename ${column.name}`,
                label: 'New name',
                start: column.name,
                confirm: 'Add step',
                onAnswer: (to) =>
                  to.trim() && to !== column.name ? onStep(actions.renameStep(column, to.trim())) : undefined,
              })
            }
          >
            Rename…
          </Menu.Item>
          {isPlain ? (
            <Menu.Item
              onClick={() =>
                onAsk({
                  title: `Fill empty cells of ${column.name}`,
                  label: 'Value',
                  confirm: 'Add step',
                  onAnswer: (value) => onStep(actions.fillStep(column, value)),
                })
              }
            >
              Fill empty cells…
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={() => onStep(actions.removeEmptyStep(column))}>Remove rows where it is empty</Menu.Item>
          {clear ? <Menu.Item onClick={() => onStep(clear)}>Clear invalid cells</Menu.Item> : null}
          {column.type === 'string' ? (
            <>
              <Menu.Item onClick={() => onStep(actions.trimStep(column))}>Trim spaces</Menu.Item>
              <Menu.Item onClick={() => onStep(actions.lowerStep(column))}>Small letters</Menu.Item>
            </>
          ) : null}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => onStep(actions.deleteColumnStep(column))}>
            Delete the column
          </Menu.Item>
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      {isPlain ? (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<span style={{ width: 14 }} />}>Change the type</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {actions.typeChoices(column).map((type) => (
              <Menu.Item key={type} onClick={() => onStep(actions.changeTypeStep(column, type))}>
                to {typeNames[type]}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      ) : null}
    </>
  );
}
