/** Cells of tab-separated text; cells in quotes may hold tabs and line breaks. */
export function parseTabs(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const ends = /[\t\n]/g;
  const source = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  while (at <= source.length) {
    let cell: string;
    const quoted = source[at] === '"' ? quotedCell(source, at + 1) : null;
    if (quoted) {
      ({ cell, at } = quoted);
    } else {
      ends.lastIndex = at;
      cell = source.slice(at, ends.exec(source)?.index ?? source.length);
      at += cell.length;
    }
    row.push(cell);
    const next = source[at];
    at += 1;
    if (next === '\t') continue;
    rows.push(row);
    row = [];
    if (next === undefined || at >= source.length) break;
  }
  return rows;
}

/** A quoted cell that ends before a tab, a line break or the end; null when the quote is a plain character. */
function quotedCell(source: string, start: number): { cell: string; at: number } | null {
  let cell = '';
  let at = start;
  for (;;) {
    const end = source.indexOf('"', at);
    if (end < 0) return null;
    cell += source.slice(at, end);
    if (source[end + 1] === '"') {
      cell += '"';
      at = end + 2;
      continue;
    }
    const after = source[end + 1];
    return after === undefined || after === '\t' || after === '\n' ? { cell, at: end + 1 } : null;
  }
}

/** Cells of the first table of an HTML text; cells that span several columns are followed by empty ones. */
export function parseHtmlTable(html: string): string[][] | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return null;
  return [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => [
      (cell.textContent ?? '').trim(),
      ...Array.from({ length: Math.max(0, cell.colSpan - 1) }, () => ''),
    ]),
  );
}

const csvCell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows of cells as CSV, all of the same width; rows without anything are left out. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const width = Math.max(0, ...filled.map((row) => row.length));
  return filled.map((row) => Array.from({ length: width }, (_, at) => csvCell(row[at] ?? '')).join(',')).join('\n');
}

interface Clipboard {
  getData(type: string): string;
}

/** A table on the clipboard as a CSV file: of a spreadsheet, a web page, or text with delimiters; null when there is none. */
export function pastedFile(clipboard: Clipboard | null, name = 'pasted'): File | null {
  const html = clipboard?.getData('text/html') ?? '';
  const text = clipboard?.getData('text/plain') ?? '';
  const content = tableText(html, text);
  return content === null ? null : new File([content], `${name}.csv`, { type: 'text/csv' });
}

function tableText(html: string, text: string): string | null {
  if (text.includes('\t')) return csvOf(parseTabs(text));
  const rows = /<table/i.test(html) ? parseHtmlTable(html) : null;
  if (rows && rows.length > 0) return csvOf(rows);
  const lines = text.trim().split(/\r?\n/);
  const delimiter = [';', ',', '|'].find((sign) => lines.every((line) => line.includes(sign)));
  return lines.length > 1 && delimiter ? `${text.trim()}\n` : null;
}
