import { toNumber } from '../chart-data.ts';
import type { Cell } from '../smooth.ts';
import type { OptionInput } from './option-input.ts';

/** What the library gives to those who draw by themselves. */
export interface DrawApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
  size: (size: [number, number]) => [number, number];
}

/** Cells of a plane of two numbers, as the reply has them. */
export interface PlaneCells {
  cells: Cell[];
  width: number;
  height: number;
  xName: string;
  yName: string;
  /** What is measured. */
  amount: string;
}

export function cellsOf({ chart, data: { page } }: Pick<OptionInput, 'chart' | 'data'>): PlaneCells {
  const [xs, ys, amounts] = [0, 1, 2].map((index) => (page.columns[index] ?? []).map(toNumber));
  const cells = (xs ?? []).flatMap((x, row): Cell[] => {
    const [y, amount] = [ys?.[row] ?? null, amounts?.[row] ?? null];
    return x === null || y === null || amount === null ? [] : [[x, y, amount]];
  });
  return {
    cells,
    width: page.bins.x?.width ?? 1,
    height: page.bins.y?.width ?? 1,
    xName: chart.dimension?.column ?? '',
    yName: chart.measures[0]?.column ?? '',
    amount: page.schema[2]?.name ?? '',
  };
}
