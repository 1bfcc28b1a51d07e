import { Button } from '@mantine/core';
import { isInvalidCell, type RuledColumn, ruleOf } from '../../nodes/contract/meanings.ts';
import type { CellAt } from '../grid/use-keys.ts';
import { cellText } from '../ui/cell-text.ts';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import styles from './explore.module.css';
import type { MenuAt } from './HeaderMenu.tsx';
import { PointPopover } from './PointPopover.tsx';

interface CellViewerProps {
  at: (MenuAt & { cell: CellAt; column: RuledColumn }) | null;
  onClose: () => void;
}

function wholeText(value: unknown, column: RuledColumn): string {
  if (value !== null && typeof value === 'object') return JSON.stringify(value, null, 2);
  return cellText(value, column.type) ?? 'null';
}

/** The whole value of a cell. */
export function CellViewer({ at, onClose }: CellViewerProps) {
  const text = at ? wholeText(at.cell.value, at.column) : '';
  const rule = at ? ruleOf(at.column) : undefined;
  const isInvalid = at !== null && isInvalidCell(at.column, at.cell.value);
  return (
    <PointPopover at={at} width={360} label="Value of the cell" onClose={onClose}>
      {at ? (
        <div className={styles.viewer}>
          <div className={styles.viewerHead}>
            <strong>{at.column.name}</strong>
            <span>row {formatCount(at.cell.row + 1)}</span>
          </div>
          {isInvalid && rule ? (
            <Notice tone="warning">
              Not a valid {rule.label.toLowerCase()}: {rule.help}.
            </Notice>
          ) : null}
          <pre>{text}</pre>
          <div className={styles.viewerFoot}>
            <span>
              {typeof at.cell.value === 'string'
                ? `${formatCount(text.length)} ${text.length === 1 ? 'character' : 'characters'}`
                : ''}
            </span>
            <Button
              variant="default"
              size="compact-xs"
              data-autofocus
              onClick={() => void navigator.clipboard?.writeText(text)}
            >
              Copy
            </Button>
          </div>
        </div>
      ) : null}
    </PointPopover>
  );
}
