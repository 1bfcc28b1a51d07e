/** Rows and columns counted from 0, ends included; undefined: as far as the sheet goes. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number | undefined;
  right: number | undefined;
}

export interface NamedRange {
  /** Sheet that the range names itself. */
  sheet: string | undefined;
  cells: CellRange;
}

const pattern =
  /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?$/i;

/** A column by its letters, from 0. */
export function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A column's letters by its number from 0. */
export function columnLetters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26);
}

/** `B3:F200`, `B:F`, `3:200`, `B3` (from there on), with a sheet before `!` or without, or one of the names; undefined when it is none. */
export function parseRange(text: string, names: ReadonlyMap<string, string> = new Map()): NamedRange | undefined {
  const named = [...names].find(([name]) => name.toLowerCase() === text.trim().toLowerCase())?.[1];
  const match = pattern.exec((named ?? text).trim());
  if (!match) return undefined;
  const [, quoted, plain, left, top, right, bottom] = match;
  if (left === undefined && top === undefined) return undefined;
  const hasEnd = (named ?? text).includes(':');
  const cells = {
    top: top === undefined ? 0 : Number(top) - 1,
    left: left === undefined ? 0 : columnNumber(left),
    bottom: bottom === undefined ? undefined : Number(bottom) - 1,
    right: right === undefined ? undefined : columnNumber(right),
  };
  if (hasEnd && right === undefined && bottom === undefined) return undefined;
  const isBackwards = (cells.bottom ?? cells.top) < cells.top || (cells.right ?? cells.left) < cells.left;
  if (isBackwards || cells.top < 0) return undefined;
  return { sheet: quoted?.replaceAll("''", "'") ?? plain, cells };
}
