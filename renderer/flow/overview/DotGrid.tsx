import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './overview.module.css';

/** Flow units between dots. */
const GAP = 24;
/** Dots never stand closer than this on the screen, in pixels: every second one is left out, and so on. */
const CLOSEST = 14;

/** The dotted ground of the canvas. It is only shifted while the view moves, never drawn anew, unless the zoom changes. */
export function DotGrid() {
  const grid = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    let last = 0;
    const show = () => {
      const [x, y, zoom] = store.getState().transform;
      if (!grid.current) return;
      const { style } = grid.current;
      const gap = GAP * zoom * 2 ** Math.max(0, Math.ceil(Math.log2(CLOSEST / (GAP * zoom))));
      if (zoom !== last) {
        last = zoom;
        style.setProperty('--gap', `${gap}px`);
        style.setProperty('--dot', `${Math.max(0.6, Math.min(1.2, 0.75 * zoom))}px`);
      }
      style.transform = `translate(${(x % gap) - gap}px, ${(y % gap) - gap}px)`;
    };
    show();
    return store.subscribe((now, before) => {
      if (now.transform !== before.transform) show();
    });
  }, [store]);
  return <div ref={grid} className={styles.dots} />;
}
