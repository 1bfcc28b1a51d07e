/** Middle of a cell and its amount. */
export type Cell = readonly [x: number, y: number, amount: number];

/** Amounts on an even grid, row by row from the smallest y; `x`, `y` are the place of the first. */
export interface Surface {
  values: Float64Array;
  across: number;
  down: number;
  x: number;
  y: number;
  /** From one place of the grid to the next. */
  stepX: number;
  stepY: number;
}

/** Neighbours that a cell is spread over, to each side, and how far. */
export const REACH = 5;
const SIGMA = 1.8;

/**
 * A binned kernel density estimate: amounts of a sparse grid, whose cells are `width` × `height` and given by their middles, are
 * spread by a Gaussian and read at twice the resolution.
 */
export function smooth(cells: readonly Cell[], { width, height }: { width: number; height: number }): Surface {
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
  return {
    values: blurred(wide, { across, down, kernel, stride: across }),
    across,
    down,
    x: x0 - REACH * width,
    y: y0 - REACH * height,
    stepX: width / 2,
    stepY: height / 2,
  };
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
