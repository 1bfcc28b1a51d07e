import { useIntersection } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import type { BlockOf, StatisticsBlock } from '../../nodes/contract/statistics.ts';
import { Plot } from './Plot.tsx';
import type { Palette } from './palette.ts';
import { boxesOption } from './statistics/boxes.ts';
import { cellsOption } from './statistics/cells.ts';
import { mosaicOption } from './statistics/contingency.ts';
import { curvesOption } from './statistics/curves.ts';
import { histogramOption } from './statistics/histogram.ts';
import { matrixOption } from './statistics/matrix.ts';
import { pointsOption } from './statistics/points.ts';
import { usePalette } from './use-palette.ts';

export const plottedBlocks = ['histogram', 'boxes', 'points', 'cells', 'matrix', 'contingency', 'curves'] as const;
export type PlottedBlock = BlockOf<(typeof plottedBlocks)[number]>;

export const isPlotted = (block: StatisticsBlock): block is PlottedBlock =>
  (plottedBlocks as readonly string[]).includes(block.kind);

interface StatisticsPlotProps {
  block: PlottedBlock;
  label: string;
  height: number;
  /** Of a matrix: cells nearer to zero are dimmed. */
  threshold?: number;
}

/** A block of a statistics card as a plot, drawn when it comes near the window. */
export function StatisticsPlot({ block, label, height, threshold = 0 }: StatisticsPlotProps) {
  const palette = usePalette();
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const wasNear = useRef(false);
  if (entry?.isIntersecting) wasNear.current = true;
  const option = useMemo(() => optionOf(block, palette, threshold), [block, palette, threshold]);
  return (
    <div ref={ref} style={{ height, minWidth: 0 }}>
      {wasNear.current ? <Plot option={option} label={label} /> : null}
    </div>
  );
}

function optionOf(block: PlottedBlock, palette: Palette, threshold: number) {
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
