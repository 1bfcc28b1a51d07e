import type { Layout } from './csv-layout.ts';

/** Texts that people and programs write where a value is missing. */
const nullWords = new Set([
  'n/a',
  '#n/a',
  'na',
  'n.a.',
  'null',
  '(null)',
  'none',
  'nan',
  'nil',
  '-',
  '--',
  '?',
  '.',
  'missing',
  '\\n',
  '#null!',
]);

/** These mean nothing else, in texts, too. */
const surelyNull = new Set(['n/a', '#n/a', 'null', '(null)', 'nan', '\\n', '#null!']);

const plain = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const comma = /^[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+$|^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/;
const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const date = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$/;

export interface ValueHints {
  /** Texts that mean empty, as they are written. */
  nulls: string[];
  decimalSeparator: '.' | ',' | undefined;
  thousandsSeparator: '.' | ',' | undefined;
}

/** What the cells of a file show about how numbers and missing values are written in it; `known` texts mean empty already. */
export function valueHints({ rows, width, delimiter }: Layout, known: readonly string[] = []): ValueHints {
  const isMissing = (cell: string) => nullWords.has(cell.toLowerCase()) || known.includes(cell);
  const nulls = new Set<string>();
  const kinds: NumberStyle[] = [];
  for (let column = 0; column < width; column += 1) {
    const cells = rows.map((row) => row.cells[column]?.trim() ?? '').filter((cell) => cell !== '');
    const missing = cells.filter(isMissing);
    const rest = cells.filter((cell) => !isMissing(cell));
    const style = styleOf(rest, delimiter);
    if (style) kinds.push(style);
    const isTyped = style !== undefined || (rest.length > 0 && rest.every((cell) => date.test(cell)));
    if (isTyped) for (const cell of missing) nulls.add(cell);
    else
      for (const cell of missing)
        if (surelyNull.has(cell.toLowerCase()) && rest.length > missing.length) nulls.add(cell);
  }
  const isComma = kinds.includes('comma') && !kinds.includes('point');
  const isGrouped = kinds.includes('grouped') && !kinds.includes('comma');
  return {
    nulls: [...nulls].sort(),
    decimalSeparator: isComma ? ',' : undefined,
    thousandsSeparator: isComma && kinds.includes('comma') ? '.' : isGrouped ? ',' : undefined,
  };
}

type NumberStyle = 'comma' | 'grouped' | 'point' | 'whole';

/** How the numbers of a column are written; undefined when it holds other things, too. */
function styleOf(cells: readonly string[], delimiter: string): NumberStyle | undefined {
  if (cells.length === 0) return undefined;
  if (cells.every((cell) => plain.test(cell))) return cells.some((cell) => cell.includes('.')) ? 'point' : 'whole';
  const whole = (cell: string) => /^[+-]?\d+$/.test(cell);
  if (cells.every((cell) => grouped.test(cell) || plain.test(cell))) {
    const surely = cells.some((cell) => grouped.test(cell) && (cell.includes('.') || cell.split(',').length > 2));
    const isLikely = cells.every((cell) => grouped.test(cell) || (whole(cell) && cell.length <= 4));
    if (surely || (isLikely && delimiter !== ';')) return 'grouped';
  }
  return cells.every((cell) => comma.test(cell) || whole(cell)) && cells.some((cell) => cell.includes(','))
    ? 'comma'
    : undefined;
}
