import { fade, type Palette } from '../palette.ts';

const LEAST = 13;
/** Pixels of a row while there is something to scroll. */
export const COMFORTABLE = 18;
const WIDTH = 8;

/** Bars that have no room for their names are scrolled: how many are shown at a time, and the bar that moves them. */
export function scroller(
  groups: number,
  { palette, height, lying }: { palette: Palette; height: number; lying: boolean },
): { shown?: number; room: number; zoom?: Record<string, unknown>[] } {
  if (!lying || groups < 8 || height / groups >= LEAST) return { room: 0 };
  const shown = Math.max(3, Math.floor(height / COMFORTABLE));
  return {
    shown,
    room: WIDTH + 8,
    zoom: [
      {
        type: 'slider',
        orient: 'vertical',
        yAxisIndex: 0,
        startValue: 0,
        endValue: shown - 1,
        zoomLock: true,
        brushSelect: false,
        showDetail: false,
        showDataShadow: false,
        width: WIDTH,
        right: 2,
        top: 12,
        bottom: 28,
        handleSize: 0,
        moveHandleSize: 0,
        borderColor: 'transparent',
        backgroundColor: fade(palette.dim, 0.08),
        fillerColor: fade(palette.dim, 0.3),
        borderRadius: 4,
        emphasis: { handleStyle: { opacity: 0 } },
      },
    ],
  };
}
