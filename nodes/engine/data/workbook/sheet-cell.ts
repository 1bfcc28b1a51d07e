import type { CellObject } from '@e965/xlsx';
import { SSF } from '@e965/xlsx';

export type CellKind = 'text' | 'number' | 'boolean' | 'time' | 'error';

/** A cell as a text that reads back as what it was. */
export interface SheetCell {
  text: string;
  kind: CellKind;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');
/** Characters that a format shows as they are: `"on "`, `\-`, `[Red]`, but not `[h]`. */
const shown = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** The cell's text; undefined when nothing is in it. An error of a formula has no text. */
export function sheetCell(cell: CellObject | null | undefined, date1904: boolean): SheetCell | undefined {
  if (!cell || cell.v === undefined || cell.v === null) return undefined;
  switch (cell.t) {
    case 'n':
      return numberCell(Number(cell.v), String(cell.z ?? 'General'), date1904);
    case 'b':
      return { text: cell.v ? 'true' : 'false', kind: 'boolean' };
    case 'd':
      return { text: isoOf(new Date(cell.v as Date)), kind: 'time' };
    case 'e':
      return { text: '', kind: 'error' };
    case 's':
      return cell.v === '' ? undefined : { text: String(cell.v).replaceAll('\r\n', '\n'), kind: 'text' };
    default:
      return undefined;
  }
}

function numberCell(value: number, format: string, date1904: boolean): SheetCell {
  const plain = format.replaceAll(shown, '');
  if (value >= 0 && SSF.is_date(format)) {
    if (/\[(h+|m+|s+)\]/i.test(plain)) return { text: elapsed(value), kind: 'time' };
    const text = timeText(value, plain, date1904);
    if (text) return { text, kind: 'time' };
  }
  return { text: String(value), kind: 'number' };
}

/** Days since the workbook's first as a date, a time of day, or both, by what the cell shows. */
function timeText(value: number, format: string, date1904: boolean): string | undefined {
  const parsed = SSF.parse_date_code(value, { date1904 });
  if (!parsed) return undefined;
  const { y, m, d, H, M, S, u = 0 } = parsed;
  const fraction = u > 0.0005 ? `.${pad(Math.round(u * 1000), 3)}` : '';
  const clock = `${pad(H)}:${pad(M)}:${pad(S)}${fraction}`;
  const showsDay = /[yd]|(?<![hs:m])m+(?![:sm])/i.test(format);
  if (value < 1 && !showsDay) return clock;
  const day = `${pad(y, 4)}-${pad(m)}-${pad(d)}`;
  const isMidnight = H === 0 && M === 0 && S === 0 && fraction === '';
  return isMidnight && !/[hs]/i.test(format) ? day : `${day} ${clock}`;
}

function elapsed(days: number): string {
  const seconds = Math.round(days * 86_400);
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

function isoOf(date: Date): string {
  const text = date.toISOString().replace('T', ' ').replace('.000Z', '').replace('Z', '');
  return text.replace(/ 00:00:00$/, '');
}
