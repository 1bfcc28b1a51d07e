import { useIntersection } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import { Plot } from './Plot.tsx';
import { blockOption, type PlottedBlock } from './statistics/block-option.ts';
import { usePalette } from './use-palette.ts';

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
  const option = useMemo(() => blockOption(block, { palette, threshold }), [block, palette, threshold]);
  return (
    <div ref={ref} style={{ height, minWidth: 0 }}>
      {wasNear.current ? <Plot option={option} label={label} /> : null}
    </div>
  );
}
