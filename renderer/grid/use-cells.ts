import { type GridCell, GridCellKind, type Item } from '@glideapps/glide-data-grid';
import { useComputedColorScheme } from '@mantine/core';
import { useCallback } from 'react';
import { isInvalidCell } from '../../nodes/contract/meanings.ts';
import { cellText, isNumber } from '../ui/cell-text.ts';
import { gridThemes, marks } from './grid-theme.ts';
import type { Rows } from './use-rows.ts';

export type IsChanged = (column: number, row: number) => boolean;

/** Cells as the grid draws them: numbers right, what does not fit its meaning red, changed ones tinted. */
export function useCells(rows: Rows, view: readonly number[], isChanged: IsChanged | undefined) {
  const scheme = useComputedColorScheme('light');
  return useCallback(
    ([at, y]: Item): GridCell => {
      const x = view[at] ?? 0;
      const column = rows.schema[x];
      const type = column?.type ?? 'string';
      const value = rows.cell(x, y);
      if (value === undefined) return { kind: GridCellKind.Loading, allowOverlay: false };
      const text = cellText(value, type);
      const colours = marks[scheme];
      const theme = {
        ...(isChanged?.(x, y) && { bgCell: colours.changed }),
        ...(text === null && { textDark: gridThemes[scheme].textLight ?? '' }),
        ...(column && isInvalidCell(column, value) && { bgCell: colours.invalid, textDark: colours.invalidText }),
      };
      return {
        kind: GridCellKind.Text,
        data: text ?? '',
        displayData: text?.replaceAll(/\s*\n\s*/g, ' ⏎ ') ?? 'null',
        allowOverlay: false,
        readonly: true,
        contentAlign: isNumber(type) ? 'right' : 'left',
        ...(Object.keys(theme).length > 0 ? { themeOverride: theme } : {}),
      };
    },
    [rows, view, isChanged, scheme],
  );
}
