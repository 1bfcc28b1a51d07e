import '@glideapps/glide-data-grid/dist/index.css';
import {
  CompactSelection,
  DataEditor,
  type EditableGridCell,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridSelection,
  type Item,
} from '@glideapps/glide-data-grid';
import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconCopyPlus, IconRowInsertBottom, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { GoldenTable } from '../../nodes/contract/project/index.ts';
import { gridThemes } from '../grid/grid-theme.ts';
import { tellError } from '../state/notify.ts';
import { cellText, isNumber, typeNames } from '../ui/cell-text.ts';
import { formatCount } from '../ui/format.ts';
import { parseCell } from './cell-value.ts';
import styles from './golden.module.css';

interface GoldenGridProps {
  label: string;
  table: GoldenTable;
  /** Absent where nothing can be changed. */
  onChange?: ((rows: unknown[][]) => void) | undefined;
}

const nothing = (): GridSelection => ({ columns: CompactSelection.empty(), rows: CompactSelection.empty() });

/** The rows of a test: edited cell by cell, pasted from a spreadsheet, added and deleted. */
export function GoldenGrid({ label, table, onChange }: GoldenGridProps) {
  const scheme = useComputedColorScheme('light');
  useEditorPlace();
  const [selection, setSelection] = useState(nothing);
  const { schema, rows } = table;
  const columns = useGridColumns(table);
  const getCellContent = useCallback(
    ([x, y]: Item): GridCell => {
      const type = schema[x]?.type ?? 'string';
      const text = cellText(rows[y]?.[x], type);
      return {
        kind: GridCellKind.Text,
        data: text ?? '',
        displayData: text ?? 'null',
        allowOverlay: onChange !== undefined,
        readonly: onChange === undefined,
        contentAlign: isNumber(type) ? 'right' : 'left',
        ...(text === null ? { themeOverride: { textDark: gridThemes[scheme].textLight ?? '' } } : {}),
      };
    },
    [schema, rows, scheme, onChange],
  );
  const edit = (changes: readonly { location: Item; value: EditableGridCell }[]) => {
    const next = rows.map((row) => [...row]);
    const problems: string[] = [];
    for (const { location, value } of changes) {
      const [x, y] = location;
      const column = schema[x];
      if (!column || value.kind !== GridCellKind.Text) continue;
      const parsed = parseCell(value.data, column.type);
      while (next.length <= y) next.push(schema.map(() => null));
      if ('problem' in parsed) problems.push(`${column.name}, row ${y + 1}: ${parsed.problem}`);
      else next[y]![x] = parsed.value;
    }
    if (problems.length > 0) tellError('Not all cells were taken', new Error(problems.slice(0, 3).join('; ')));
    onChange?.(next);
  };
  const chosen = chosenRows(selection);
  const insert = (row: readonly unknown[], at: number) =>
    onChange?.([...rows.slice(0, at), [...row], ...rows.slice(at)]);
  const remove = () => {
    onChange?.(rows.filter((_, index) => !chosen.includes(index)));
    setSelection(nothing);
  };
  const last = chosen.at(-1);
  return (
    <section className={styles.tableBox} aria-label={label}>
      {onChange ? (
        <div className={styles.tableBar}>
          <span className={styles.quiet}>
            {formatCount(rows.length)} {rows.length === 1 ? 'row' : 'rows'} · double-click a cell to change it, paste
            from a spreadsheet
          </span>
          <Tooltip label="Add a row">
            <ActionIcon
              aria-label={`Add a row to ${label}`}
              onClick={() =>
                insert(
                  schema.map(() => null),
                  rows.length,
                )
              }
            >
              <IconRowInsertBottom size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Duplicate the chosen row">
            <ActionIcon
              aria-label={`Duplicate the chosen row of ${label}`}
              disabled={last === undefined}
              onClick={() => (last === undefined ? undefined : insert(rows[last] ?? [], last + 1))}
            >
              <IconCopyPlus size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Delete the chosen rows">
            <ActionIcon
              aria-label={`Delete the chosen rows of ${label}`}
              disabled={chosen.length === 0}
              onClick={remove}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </div>
      ) : null}
      <div className={styles.table}>
        <DataEditor
          width="100%"
          height="100%"
          columns={columns}
          rows={rows.length}
          getCellContent={getCellContent}
          getCellsForSelection
          onCellsEdited={(changes) => {
            edit(changes);
            return true;
          }}
          onPaste={onChange !== undefined}
          rowHeight={28}
          headerHeight={32}
          rowMarkers={onChange ? 'clickable-number' : 'number'}
          rangeSelect="rect"
          gridSelection={selection}
          onGridSelectionChange={setSelection}
          theme={gridThemes[scheme]}
          smoothScrollX
        />
      </div>
    </section>
  );
}

/** The grid puts its cell editor into an element of this name. */
function useEditorPlace(): void {
  useEffect(() => {
    if (document.getElementById('portal')) return;
    const place = document.createElement('div');
    place.id = 'portal';
    place.className = styles.portal ?? '';
    document.body.append(place);
    return () => place.remove();
  }, []);
}

function useGridColumns({ schema, rows }: GoldenTable): GridColumn[] {
  return useMemo(
    () =>
      schema.map(({ name, type }, index) => {
        const longest = rows.slice(0, 30).map((row) => cellText(row[index], type)?.length ?? 4);
        const chars = Math.max(name.length + 2, typeNames[type].length * 0.6, ...longest);
        return { id: name, title: name, width: Math.round(Math.max(72, Math.min(240, chars * 7.2 + 20))) };
      }),
    [schema, rows],
  );
}

/** Rows chosen by their numbers, else those of the chosen cells. */
function chosenRows({ rows, current }: GridSelection): number[] {
  if (rows.length > 0) return rows.toArray();
  if (!current) return [];
  const { y, height } = current.range;
  return Array.from({ length: height }, (_, index) => y + index);
}
