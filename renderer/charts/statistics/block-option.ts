import type { BlockOf, StatisticsBlock } from '../../../nodes/contract/statistics.ts';
import type { Palette } from '../palette.ts';
import { boxesOption } from './boxes.ts';
import { cellsOption } from './cells.ts';
import { mosaicOption } from './contingency.ts';
import { curvesOption } from './curves.ts';
import { histogramOption } from './histogram.ts';
import { matrixOption } from './matrix.ts';
import { pointsOption } from './points.ts';

export const plottedBlocks = ['histogram', 'boxes', 'points', 'cells', 'matrix', 'contingency', 'curves'] as const;
export type PlottedBlock = BlockOf<(typeof plottedBlocks)[number]>;

export const isPlotted = (block: StatisticsBlock): block is PlottedBlock =>
  (plottedBlocks as readonly string[]).includes(block.kind);

/** The picture of a block as an option of the chart library. */
export function blockOption(block: PlottedBlock, { palette, threshold = 0 }: { palette: Palette; threshold?: number }) {
  switch (block.kind) {
    case 'histogram':
      return histogramOption(block, palette);
    case 'boxes':
      return boxesOption(block, palette);
    case 'points':
      return pointsOption(block, palette);
    case 'cells':
      return cellsOption(block, palette);
    case 'matrix':
      return matrixOption(block, palette, threshold);
    case 'contingency':
      return mosaicOption(block, palette);
    case 'curves':
      return curvesOption(block, palette);
  }
}
