import { useMemo } from 'react';
import { Plot } from './Plot.tsx';
import { usePalette } from './use-palette.ts';
import { type XyPlot, xyOption } from './xy-plot.ts';

/** Lines or dots on two number axes, in the colours of the theme. */
export function XyChart({ plot, label, height = 240 }: { plot: XyPlot; label: string; height?: number }) {
  const palette = usePalette();
  const option = useMemo(() => xyOption(plot, palette), [plot, palette]);
  return <Plot option={option} label={label} style={{ height }} />;
}
