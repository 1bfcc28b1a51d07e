import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './overview.module.css';

/** Flow units between dots. */
const GAP = 24;
/** Dots stand no closer than this on the screen, in pixels, and no more than twice as far apart: every second one is left out or added. */
const CLOSEST = 14;
/** Pixels between the dots as they are drawn; `--gap` of the style sheet. */
const DRAWN = 20;

/** The dotted ground of the canvas. It is only shifted and scaled while the view moves, never drawn anew. */
export function DotGrid() {
  const grid = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    const show = () => {
      const [x, y, zoom] = store.getState().transform;
      if (!grid.current) return;
      const gap = GAP * zoom * 2 ** Math.ceil(Math.log2(CLOSEST / (GAP * zoom)));
      grid.current.style.transform = `translate(${(x % gap) - gap}px, ${(y % gap) - gap}px) scale(${gap / DRAWN})`;
    };
    show();
    return store.subscribe((now, before) => {
      if (now.transform !== before.transform) show();
    });
  }, [store]);
  return <div ref={grid} className={styles.dots} />;
}
