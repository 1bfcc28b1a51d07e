/** A column of a fixed-width file: first character from 0, and how many. */
export interface FixedColumn {
  name: string;
  start: number;
  width: number;
}

/** Places where columns begin: after a character position that is blank in every line. Tabs and short lines count as blank. */
export function findColumns(lines: readonly string[], header: boolean): FixedColumn[] {
  const rows = lines.filter((line) => line.trim() !== '');
  const length = Math.max(0, ...rows.map((line) => line.trimEnd().length));
  const isBlank = Array.from({ length }, (_, at) => rows.every((line) => (line[at] ?? ' ') === ' '));
  const starts = isBlank.flatMap((blank, at) => (!blank && (at === 0 || isBlank[at - 1]) ? [at] : []));
  if (starts.length > 0) starts[0] = 0;
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? length;
    const title = header ? (rows[0]?.slice(start, end).trim() ?? '') : '';
    return { name: title || `column${index}`, start, width: end - start };
  });
}

/** True when lines look like columns of fixed width: of similar length, with at least two columns of blanks in all of them. */
export function looksFixed(lines: readonly string[]): boolean {
  const rows = lines.filter((line) => line.trim() !== '');
  if (rows.length < 3) return false;
  const lengths = rows.map((line) => line.trimEnd().length);
  const longest = Math.max(...lengths);
  return (
    longest > 10 &&
    findColumns(rows, false).length >= 3 &&
    rows.filter((line) => /\S\s{2,}\S/.test(line)).length > rows.length / 2
  );
}
