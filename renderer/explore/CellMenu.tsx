import { Menu } from '@mantine/core';
import { IconCopy, IconFilter, IconFilterOff, IconMaximize, IconReplace, IconTrash } from '@tabler/icons-react';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import type { CellAt } from '../grid/use-keys.ts';
import { cellText } from '../ui/cell-text.ts';
import { PointMenu } from '../ui/PointMenu.tsx';
import type { Question } from './AskValue.tsx';
import type { Filter } from './filters/filters.ts';
import type { MenuAt } from './HeaderMenu.tsx';
import * as actions from './step-actions.ts';

interface CellMenuProps {
  at: (MenuAt & { cell: CellAt; column: RuledColumn }) | null;
  onFilter: (filter: Filter) => void;
  onOpen: () => void;
  onCopy: () => void;
  onStep: ((step: actions.StepDraft) => void) | undefined;
  onAsk: (question: Question) => void;
  onClose: () => void;
}

const short = (text: string) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** What can be done with a value, from its cell. */
export function CellMenu({ at, onFilter, onOpen, onCopy, onStep, onAsk, onClose }: CellMenuProps) {
  const column = at?.column;
  const value = at && column ? cellText(at.cell.value, column.type) : null;
  const isPlain = column && !['array', 'object', 'geopoint'].includes(column.type);
  const words = value === null ? 'null' : value === '' ? 'empty text' : `“${short(value)}”`;
  const filter = (exclude: boolean) =>
    column ? onFilter({ kind: 'values', column: column.name, values: [value], exclude }) : undefined;
  return (
    <PointMenu at={at} onClose={onClose} width={260}>
      {isPlain ? (
        <>
          <Menu.Item leftSection={<IconFilter size={14} />} onClick={() => filter(false)}>
            Show only {words}
          </Menu.Item>
          <Menu.Item leftSection={<IconFilterOff size={14} />} onClick={() => filter(true)}>
            Hide {words}
          </Menu.Item>
        </>
      ) : null}
      {onStep && column && isPlain ? (
        <>
          <Menu.Label>As prepare step</Menu.Label>
          <Menu.Item
            leftSection={<IconFilter size={14} />}
            onClick={() => onStep(actions.valuesStep(column, [value], 'keep'))}
          >
            Keep only rows with {words}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} />}
            onClick={() => onStep(actions.valuesStep(column, [value], 'remove'))}
          >
            Remove rows with {words}
          </Menu.Item>
          {value === null || column.type === 'string' ? (
            <Menu.Item
              leftSection={<IconReplace size={14} />}
              onClick={() =>
                onAsk({
                  title: value === null ? `Fill empty cells of ${column.name}` : `Replace ${words} in ${column.name}`,
                  label: 'New value',
                  start: value ?? '',
                  confirm: 'Add step',
                  onAnswer: (to) =>
                    onStep(value === null ? actions.fillStep(column, to) : actions.mergeStep(column, [value], to)),
                })
              }
            >
              {value === null ? 'Fill empty cells…' : `Replace ${words}…`}
            </Menu.Item>
          ) : null}
        </>
      ) : null}
      <Menu.Divider />
      <Menu.Item leftSection={<IconMaximize size={14} />} rightSection={<kbd>↵</kbd>} onClick={onOpen}>
        Show the whole value
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={14} />} rightSection={<kbd>Ctrl C</kbd>} onClick={onCopy}>
        Copy
      </Menu.Item>
    </PointMenu>
  );
}
