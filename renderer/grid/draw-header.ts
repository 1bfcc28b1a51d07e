import type { DrawHeaderCallback } from '@glideapps/glide-data-grid';
import type { Column } from '../../nodes/contract/schema.ts';
import { typeNames, typeSigns } from '../ui/cell-text.ts';
import type { marks } from './grid-theme.ts';

export const HEADER_HEIGHT = 52;

/** Shares of a column's cells, drawn as a bar under its name. */
export interface ColumnQuality {
  valid: number;
  invalid: number;
  empty: number;
}

export interface HeaderLook {
  columns: readonly Column[];
  quality?: ReadonlyMap<string, ColumnQuality> | undefined;
  sort?: { column: string; descending: boolean } | undefined;
  added?: ReadonlySet<string> | undefined;
  colours: (typeof marks)['light'] | (typeof marks)['dark'];
}

/** Draws a header: type sign and name, type in words, quality bar. Sizes in pixels. */
export function headerDrawer(look: HeaderLook): DrawHeaderCallback {
  return ({ ctx, rect, theme, columnIndex, isHovered, isSelected }, drawContent) => {
    const column = look.columns[columnIndex];
    if (!column) {
      drawContent();
      return;
    }
    const { x, y, width } = rect;
    if (isSelected) {
      ctx.fillStyle = theme.bgHeaderHasFocus;
      ctx.fillRect(x + 1, y, width - 1, HEADER_HEIGHT);
    }
    if (look.added?.has(column.name)) {
      ctx.fillStyle = look.colours.added;
      ctx.fillRect(x + 1, y, width - 1, HEADER_HEIGHT);
    }
    ctx.save();
    ctx.beginPath();
    ctx.rect(x, y, width - 6, HEADER_HEIGHT);
    ctx.clip();
    const sign = typeSigns[column.type];
    ctx.font = `600 9px ${theme.fontFamily}`;
    const signWidth = Math.max(20, ctx.measureText(sign).width + 8);
    ctx.fillStyle = look.colours.sign;
    ctx.beginPath();
    ctx.roundRect(x + 8, y + 9, signWidth, 14, 3);
    ctx.fill();
    ctx.fillStyle = theme.textMedium;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'center';
    ctx.fillText(sign, x + 8 + signWidth / 2, y + 16.5);
    ctx.textAlign = 'left';
    ctx.font = `600 12px ${theme.fontFamily}`;
    ctx.fillStyle = isSelected ? theme.accentColor : theme.textHeader;
    const arrow = look.sort?.column === column.name ? (look.sort.descending ? ' ↓' : ' ↑') : '';
    ctx.fillText(`${column.name}${arrow}`, x + 14 + signWidth, y + 16.5);
    ctx.font = `11px ${theme.fontFamily}`;
    ctx.fillStyle = theme.textMedium;
    const meaning = column.meaning ? ` · ${column.meaning}` : '';
    ctx.fillText(`${typeNames[column.type]}${meaning}`, x + 8, y + 34);
    ctx.restore();
    if (isHovered) {
      ctx.fillStyle = theme.textMedium;
      ctx.font = `12px ${theme.fontFamily}`;
      ctx.textAlign = 'right';
      ctx.textBaseline = 'middle';
      ctx.fillText('⌄', x + width - 8, y + 14);
      ctx.textAlign = 'left';
    }
    const quality = look.quality?.get(column.name);
    if (quality) drawQuality(ctx, { x: x + 8, y: y + HEADER_HEIGHT - 7, width: width - 16 }, { quality, look });
  };
}

function drawQuality(
  ctx: CanvasRenderingContext2D,
  bar: { x: number; y: number; width: number },
  { quality, look }: { quality: ColumnQuality; look: HeaderLook },
): void {
  let at = bar.x;
  const part = (share: number, colour: string) => {
    const width = share > 0 ? Math.max(2, share * bar.width) : 0;
    ctx.fillStyle = colour;
    ctx.fillRect(at, bar.y, Math.min(width, bar.x + bar.width - at), 3);
    at += width;
  };
  part(quality.invalid, look.colours.bad);
  part(quality.empty, look.colours.empty);
  part(quality.valid, look.colours.good);
}
