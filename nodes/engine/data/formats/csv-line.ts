/** Cells of one line of a CSV file. Quotes are doubled inside quoted cells. */
export function splitLine(line: string, delimiter: string, quote: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (quote && line.startsWith(quote, at)) {
      const [cell, end] = quotedCell(line, at + quote.length, quote);
      cells.push(cell);
      at = end;
    } else {
      const end = line.indexOf(delimiter, at);
      cells.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length : end;
    }
    if (!line.startsWith(delimiter, at)) return cells;
    at += delimiter.length;
  }
}

function quotedCell(line: string, start: number, quote: string): [string, number] {
  let cell = '';
  let at = start;
  for (;;) {
    const end = line.indexOf(quote, at);
    if (end < 0) return [cell + line.slice(at), line.length];
    cell += line.slice(at, end);
    at = end + quote.length;
    if (!line.startsWith(quote, at)) return [cell, at];
    cell += quote;
    at += quote.length;
  }
}
