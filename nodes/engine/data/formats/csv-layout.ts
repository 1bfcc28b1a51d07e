import { splitLine } from './csv-line.ts';

/** Rows of text as a file has them: the cells, and the number of the physical line a row starts on, from 0. */
export interface TextRow {
  line: number;
  cells: string[];
}

export interface Layout {
  delimiter: string;
  /** Physical lines before the table: titles, blank lines. */
  skip: number;
  /** Cells of most rows. */
  width: number;
  /** Some rows have more or fewer cells. */
  ragged: boolean;
  /** The first row of the table again further down, as files glued together have it. */
  repeatedHeader: boolean;
  rows: TextRow[];
}

const candidates = [',', ';', '\t', '|'];

/** Lines put together where a quote stays open, and split. Comment lines are left out. */
export function textRows(
  lines: readonly string[],
  options: { delimiter: string; quote: string; comment?: string | undefined },
): TextRow[] {
  const { delimiter, quote, comment } = options;
  const rows: TextRow[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = at;
    let text = lines[at] ?? '';
    if (comment && text.startsWith(comment)) continue;
    while (quote && isOpen(text, delimiter, quote) && at + 1 < lines.length && at - line < 20) {
      at += 1;
      text += `\n${lines[at]}`;
    }
    rows.push({ line, cells: splitLine(text, delimiter, quote) });
  }
  return rows;
}

/** True when the last quoted cell of a text is not closed. A quote inside a bare cell is a plain character. */
function isOpen(text: string, delimiter: string, quote: string): boolean {
  if (!text.includes(quote)) return false;
  let at = 0;
  for (;;) {
    if (text.startsWith(quote, at)) {
      at = closingQuote(text, at + quote.length, quote);
      if (at < 0) return true;
    }
    const next = text.indexOf(delimiter, at);
    if (next < 0) return false;
    at = next + delimiter.length;
  }
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; ; ) {
    const end = text.indexOf(quote, at);
    if (end < 0) return -1;
    if (!text.startsWith(quote, end + quote.length)) return end + quote.length;
    at = end + 2 * quote.length;
  }
}

const isBlank = (row: TextRow) => row.cells.length === 1 && row.cells[0]?.trim() === '';
const filled = (row: TextRow) => row.cells.filter((cell) => cell.trim() !== '').length;

/** The number of cells that most rows have; of equally frequent ones the larger. */
function commonWidth(rows: readonly TextRow[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { width: best[0], share: rows.length === 0 ? 0 : best[1] / rows.length };
}

/** How the lines of a file form a table: the delimiter that cuts most of them into the same number of cells. */
export function layoutOf(
  lines: readonly string[],
  given: { delimiter?: string | undefined; quote: string; comment?: string | undefined },
): Layout | undefined {
  const tried = (given.delimiter === undefined ? candidates : [given.delimiter]).map((delimiter) => {
    const all = textRows(lines, { ...given, delimiter });
    const rows = all.filter((row) => !isBlank(row));
    return { delimiter, rows, ...commonWidth(rows) };
  });
  const usable = tried.filter(({ width, rows }) => rows.length > 0 && (width > 1 || given.delimiter !== undefined));
  const best = usable.sort((a, b) => b.share * Math.min(b.width, 4) - a.share * Math.min(a.width, 4))[0];
  return best && table(best);
}

function table({ delimiter, rows, width }: { delimiter: string; rows: TextRow[]; width: number }): Layout {
  const first = Math.max(
    0,
    rows.findIndex((row) => row.cells.length >= width - 1 && row.cells.length > 1 && filled(row) >= width / 2),
  );
  const body = rows.slice(first);
  const header = body[0];
  const cells = header?.cells.map((cell) => cell.trim()) ?? [];
  const columns = Math.max(width, cells.length);
  const isHeader = (row: TextRow) =>
    row.cells.length === cells.length && row.cells.every((cell, index) => cell.trim() === cells[index]);
  const named = cells.some((cell) => cell !== '' && !Number.isFinite(Number(cell)));
  return {
    delimiter,
    skip: header?.line ?? 0,
    width: columns,
    ragged: body.some((row) => row.cells.length !== (header?.cells.length ?? width)),
    repeatedHeader: named && cells.length > 1 && body.slice(1).some(isHeader),
    rows: body,
  };
}
