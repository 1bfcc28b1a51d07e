import { contours } from 'd3-contour';
import { rampColour } from '../palette-names.ts';
import { REACH, type Surface, smooth } from '../smooth.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base } from './frame.ts';
import { namedGrid, numberAxis } from './number-axis.ts';
import type { OptionInput, OptionOf, Picked } from './option-input.ts';
import { cellsOf, type DrawApi, type PlaneCells } from './plane-cells.ts';

const STEPS = 9;
/** What a click chooses, in cells to each side of it. */
const PICKED = 3;

interface Level {
  /** Of the densest place, 0 to 1. */
  share: number;
  /** Rings in data coordinates; those within others are holes. */
  rings: [number, number][][];
}

/** Lines of equal density (marching squares), from the outermost in: steps are even in the root, so that weak places are seen. */
function levelsOf({ values, across, down, x, y, stepX, stepY }: Surface): Level[] {
  const most = values.reduce((high, value) => Math.max(high, value), 0);
  const shares = Array.from({ length: STEPS }, (_, step) => ((step + 0.5) / STEPS) ** 2);
  const made = contours()
    .size([across, down])
    .thresholds(shares.map((share) => share * most))([...values]);
  return made.map(({ coordinates }, step) => ({
    share: shares[step] ?? 0,
    rings: coordinates.flatMap((polygon) =>
      polygon.map((ring) =>
        ring.map(([gx = 0, gy = 0]): [number, number] => [x + (gx - 0.5) * stepX, y + (gy - 0.5) * stepY]),
      ),
    ),
  }));
}

const pathOf = (rings: Level['rings'], coord: DrawApi['coord']): string =>
  rings
    .map(
      (ring) =>
        `M${ring
          .map((point) =>
            coord(point)
              .map((at) => at.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('');

/** A smoothed surface of how close together the rows lie, as lines of equal density filled by steps of colour. */
export const densityOption: OptionOf = (input) => {
  const { palette } = input;
  const read = cellsOf(input);
  const levels = levelsOf(smooth(read.cells, read));
  return {
    ...base,
    animation: false,
    grid: namedGrid({ top: 8, right: 12 }),
    ...axesOf(input, read),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        tooltipContent(`At least ${Math.round(100 * (levels[dataIndex]?.share ?? 0))} % of the densest place`, [
          { name: 'across', value: read.xName },
          { name: 'up', value: read.yName },
        ]),
    },
    series: [
      {
        type: 'custom',
        data: levels.map((_, index) => [read.cells[0]?.[0] ?? 0, read.cells[0]?.[1] ?? 0, index]),
        encode: { x: 0, y: 1 },
        clip: true,
        renderItem: (_: unknown, api: DrawApi) => {
          const level = levels[api.value(2)];
          if (!level || level.rings.length === 0) return;
          return {
            type: 'path',
            shape: { pathData: pathOf(level.rings, api.coord) },
            style: { fill: rampColour(palette.ramp, (api.value(2) + 0.6) / STEPS) },
          };
        },
      },
    ],
  };
};

/** The axes have room for what the surface spreads beyond the outermost rows. */
function axesOf({ palette, chart }: OptionInput, { cells, width, height, xName, yName }: PlaneCells) {
  const [xs, ys] = [cells.map(([x]) => x), cells.map(([, y]) => y)];
  const ends = (values: readonly number[], size: number) => ({
    min: Math.min(...values) - size * REACH,
    max: Math.max(...values) + size * REACH,
  });
  const x = numberAxis({ palette, name: xName, values: xs });
  const y = numberAxis({ palette, name: chart.axis?.title ?? yName, values: ys });
  const inner = { showMinLabel: false, showMaxLabel: false };
  return {
    xAxis: { ...x, ...ends(xs, width), splitLine: { show: false }, axisLabel: { ...x.axisLabel, ...inner } },
    yAxis: {
      ...y,
      ...ends(ys, height),
      axisLine: { show: false },
      axisLabel: { ...y.axisLabel, ...inner },
    },
  };
}

/** What a click at a place of the surface stands for: the rows about there. */
export function placeOnSurface(input: Pick<OptionInput, 'chart' | 'data'>, [x, y]: readonly [number, number]): Picked {
  const { xName, yName, width, height } = cellsOf(input);
  const about = (column: string, middle: number, size: number) => ({
    column,
    from: Number((middle - PICKED * size).toPrecision(6)),
    to: Number((middle + PICKED * size).toPrecision(6)),
  });
  return { ranges: [about(xName, x, width), about(yName, y, height)] };
}
