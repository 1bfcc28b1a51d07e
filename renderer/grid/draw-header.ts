import type { DrawHeaderCallback } from '@glideapps/glide-data-grid';
import type { SortSpec } from '../../nodes/contract/dataset-view.ts';
import { type RuledColumn, ruleOf } from '../../nodes/contract/meanings.ts';
import { typeNames, typeSigns } from '../ui/cell-text.ts';
import type { marks } from './grid-theme.ts';

export const HEADER_HEIGHT = 52;

/** Shares of a column's cells, drawn as a bar under its name. */
export interface ColumnQuality {
  valid: number;
  invalid: number;
  empty: number;
}

export type Sort = SortSpec;

export interface HeaderLook {
  /** In the order they are shown. */
  columns: readonly RuledColumn[];
  quality?: ReadonlyMap<string, ColumnQuality> | undefined;
  sort?: readonly Sort[] | undefined;
  /** Columns that rows are chosen by. */
  filtered?: ReadonlySet<string> | undefined;
  added?: ReadonlySet<string> | undefined;
  colours: (typeof marks)['light'] | (typeof marks)['dark'];
}

/** Type and meaning of a column in words. */
export function kindWords(column: RuledColumn): string {
  const rule = ruleOf(column);
  return rule ? `${typeNames[column.type]} · ${rule.label}` : typeNames[column.type];
}

/** `↑`, with its rank among several. */
function sortSign(column: string, sort: readonly Sort[] = []): string {
  const at = sort.findIndex((one) => one.column === column);
  if (at < 0) return '';
  return `${sort[at]?.descending ? '↓' : '↑'}${sort.length > 1 ? at + 1 : ''}`;
}

/** Draws a header: type sign and name, type and meaning in words, marks of sorting and filter, quality bar. Sizes in pixels. */
export function headerDrawer(look: HeaderLook): DrawHeaderCallback {
  return ({ ctx, rect, theme, columnIndex, isHovered, isSelected }, drawContent) => {
    const column = look.columns[columnIndex];
    if (!column) {
      drawContent();
      return;
    }
    const { x, y, width } = rect;
    const fill = isSelected ? theme.bgHeaderHasFocus : look.added?.has(column.name) ? look.colours.added : null;
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fillRect(x + 1, y, width - 1, HEADER_HEIGHT);
    }
    const isFiltered = look.filtered?.has(column.name) ?? false;
    const sort = sortSign(column.name, look.sort);
    const marksWidth = (isHovered ? 20 : 4) + (isFiltered ? 16 : 0) + (sort ? 8 + sort.length * 6 : 0);
    ctx.save();
    ctx.beginPath();
    ctx.rect(x, y, width - marksWidth, HEADER_HEIGHT);
    ctx.clip();
    ctx.textBaseline = 'middle';
    const sign = typeSigns[column.type];
    ctx.font = `600 9px ${theme.fontFamily}`;
    const signWidth = Math.max(20, ctx.measureText(sign).width + 8);
    ctx.fillStyle = look.colours.sign;
    ctx.beginPath();
    ctx.roundRect(x + 8, y + 8, signWidth, 14, 3);
    ctx.fill();
    ctx.fillStyle = theme.textMedium;
    ctx.textAlign = 'center';
    ctx.fillText(sign, x + 8 + signWidth / 2, y + 15.5);
    ctx.textAlign = 'left';
    ctx.font = `600 12px ${theme.fontFamily}`;
    ctx.fillStyle = isSelected ? theme.accentColor : theme.textHeader;
    ctx.fillText(column.name.replaceAll(/\s+/g, ' '), x + 14 + signWidth, y + 15.5);
    ctx.font = `11px ${theme.fontFamily}`;
    ctx.fillStyle = theme.textMedium;
    ctx.fillText(kindWords(column), x + 8, y + 33);
    ctx.restore();
    drawMarks(ctx, { x: x + width - 6, y: y + 15 }, { isHovered, isFiltered, sort, theme });
    const quality = look.quality?.get(column.name);
    if (quality) drawQuality(ctx, { x: x + 8, y: y + HEADER_HEIGHT - 7, width: width - 16 }, { quality, look });
  };
}

interface Marks {
  isHovered: boolean;
  isFiltered: boolean;
  sort: string;
  theme: { textMedium: string; accentColor: string; fontFamily: string };
}

/** From the right: the menu's arrow while the pointer is there, a funnel, the direction of sorting. */
function drawMarks(ctx: CanvasRenderingContext2D, end: { x: number; y: number }, marks: Marks): void {
  const { isHovered, isFiltered, sort, theme } = marks;
  let { x } = end;
  ctx.textBaseline = 'middle';
  if (isHovered) {
    ctx.strokeStyle = theme.textMedium;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(x - 10, end.y - 2);
    ctx.lineTo(x - 6, end.y + 2);
    ctx.lineTo(x - 2, end.y - 2);
    ctx.stroke();
    x -= 16;
  }
  if (isFiltered) {
    ctx.fillStyle = theme.accentColor;
    ctx.beginPath();
    ctx.moveTo(x - 11, end.y - 5);
    ctx.lineTo(x, end.y - 5);
    ctx.lineTo(x - 4, end.y);
    ctx.lineTo(x - 4, end.y + 5);
    ctx.lineTo(x - 7, end.y + 3);
    ctx.lineTo(x - 7, end.y);
    ctx.fill();
    x -= 16;
  }
  if (sort) {
    ctx.fillStyle = theme.accentColor;
    ctx.font = `600 12px ${theme.fontFamily}`;
    ctx.textAlign = 'right';
    ctx.fillText(sort, x, end.y + 0.5);
    ctx.textAlign = 'left';
  }
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
