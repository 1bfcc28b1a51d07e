import { createRandom } from '../../../base/random.ts';
import type { Frame, FrameColumn } from '../frame.ts';

type Cell = number | string | null;

/** A frame from plain arrays, for tests and benchmarks: a column with any text becomes a category. */
export function frameOf(columns: Readonly<Record<string, readonly Cell[]>>): Frame {
  const entries = Object.entries(columns);
  const built = entries.map(([name, cells]): [string, FrameColumn] => [name, columnOf(cells)]);
  return { rows: entries[0]?.[1].length ?? 0, columns: new Map(built) };
}

function columnOf(cells: readonly Cell[]): FrameColumn {
  if (!cells.some((cell) => typeof cell === 'string')) {
    return { kind: 'number', values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))) };
  }
  const index = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const text = String(cell);
    const code = index.get(text) ?? index.size;
    index.set(text, code);
    return code;
  });
  return { kind: 'category', codes, dictionary: [...index.keys()] };
}

/** Text of a simple delimited file (no delimiter or line break inside quotes) → frame; an empty cell is missing. */
export function frameOfText(text: string, delimiter: string): Frame {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const cells = (line: string) => line.split(delimiter).map((cell) => cell.replace(/^"|"$/g, ''));
  const names = cells(head ?? '');
  const rows = lines.map(cells);
  const column = (i: number): Cell[] => {
    const texts = rows.map((row) => row[i] ?? '');
    const isNumber = texts.every((cell) => cell === '' || !Number.isNaN(Number(cell)));
    return texts.map((cell) => (cell === '' ? null : isNumber ? Number(cell) : cell));
  };
  return frameOf(Object.fromEntries(names.map((name, i) => [name, column(i)])));
}

/**
 * A table with a known pattern: numbers `x0` … with interactions, a category that matters (`kind`), missing values in `x1`;
 * targets `label` (yes/no), `three` (a/b/c) and `amount` (number).
 */
export function patternFrame(rows: number, options: { features?: number; seed?: number } = {}): Frame {
  const random = createRandom(options.seed ?? 1);
  const features = options.features ?? 6;
  const numbers = Array.from({ length: features }, () => Float64Array.from({ length: rows }, () => random.normal()));
  const kinds = ['north', 'east', 'south', 'west', 'none'];
  const effect = [1.2, -0.8, 0, 0.4, -1.5];
  const codes = Int32Array.from({ length: rows }, () => random.int(kinds.length));
  const x = (feature: number, row: number) => numbers[feature]![row]!;
  const labels = new Int32Array(rows);
  const threes = new Int32Array(rows);
  const amounts = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const missing = random() < 0.1;
    const score = x(0, row) + 0.8 * x(2, row) * x(3, row) + effect[codes[row]!]! + (missing ? 1 : 0.5 * x(1, row));
    if (missing) numbers[1]![row] = Number.NaN;
    labels[row] = random() < 1 / (1 + Math.exp(-1.5 * score)) ? 1 : 0;
    threes[row] = score + 0.5 * random.normal() < -0.8 ? 0 : score + 0.5 * random.normal() < 0.8 ? 1 : 2;
    amounts[row] = 1000 + 250 * score + 50 * random.normal();
  }
  const columns = new Map<string, FrameColumn>();
  numbers.forEach((values, i) => {
    columns.set(`x${i}`, { kind: 'number', values });
  });
  columns.set('kind', { kind: 'category', codes, dictionary: kinds });
  columns.set('label', { kind: 'category', codes: labels, dictionary: ['no', 'yes'] });
  columns.set('three', { kind: 'category', codes: threes, dictionary: ['a', 'b', 'c'] });
  columns.set('amount', { kind: 'number', values: amounts });
  return { rows, columns };
}

/** Choices that keep the other targets of `patternFrame` out of the features. */
export function rejectOtherTargets(target: string) {
  const others = ['label', 'three', 'amount'].filter((name) => name !== target);
  return others.map((column) => ({ column, use: 'reject' as const, kind: 'auto' as const }));
}
