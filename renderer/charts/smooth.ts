type Cell = [x: number, y: number, amount: number];

/** Neighbours that a cell is spread over, to each side, and how far. */
const REACH = 5;
const SIGMA = 1.8;

/**
 * A binned kernel density estimate: amounts of a sparse grid, whose cells are `width` × `height` and given by their middles, are
 * spread by a Gaussian and read at twice the resolution. Cells far from any amount are left out.
 */
export function smooth(cells: readonly Cell[], { width, height }: { width: number; height: number }): Cell[] {
  if (cells.length === 0) return [];
  const x0 = Math.min(...cells.map(([x]) => x));
  const y0 = Math.min(...cells.map(([, y]) => y));
  const column = (x: number) => Math.round((x - x0) / width) * 2 + 2 * REACH;
  const row = (y: number) => Math.round((y - y0) / height) * 2 + 2 * REACH;
  const across = Math.max(...cells.map(([x]) => column(x))) + 2 * REACH + 1;
  const down = Math.max(...cells.map(([, y]) => row(y))) + 2 * REACH + 1;
  const grid = new Float64Array(across * down);
  for (const [x, y, amount] of cells) grid[row(y) * across + column(x)]! += amount;
  const kernel = Float64Array.from({ length: 4 * REACH + 1 }, (_, index) => {
    const distance = (index - 2 * REACH) / 2 / SIGMA;
    return Math.exp((-distance * distance) / 2);
  });
  const wide = blurred(grid, { across, down, kernel, stride: 1 });
  const both = blurred(wide, { across, down, kernel, stride: across });
  const result: Cell[] = [];
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const amount = both[y * across + x] ?? 0;
      if (amount > 0) result.push([x0 + ((x - 2 * REACH) / 2) * width, y0 + ((y - 2 * REACH) / 2) * height, amount]);
    }
  }
  return result;
}

interface Blur {
  across: number;
  down: number;
  kernel: Float64Array;
  /** 1 along rows, `across` along columns. */
  stride: number;
}

function blurred(grid: Float64Array, { across, down, kernel, stride }: Blur): Float64Array {
  const result = new Float64Array(grid.length);
  const half = (kernel.length - 1) / 2;
  const [lines, length, step] = stride === 1 ? [down, across, across] : [across, down, 1];
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < length; at++) {
      const amount = grid[line * step + at * stride] ?? 0;
      if (amount === 0) continue;
      const [from, to] = [Math.max(0, at - half), Math.min(length - 1, at + half)];
      for (let other = from; other <= to; other++) {
        result[line * step + other * stride]! += amount * (kernel[other - at + half] ?? 0);
      }
    }
  }
  return result;
}
