import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './options/frame.ts';

/** Pictures are laid out anew when their box has changed by this many pixels. */
const STEP = 8;
const rounded = (pixels: number) => Math.max(STEP, Math.floor(pixels / STEP) * STEP);

/** Width and height of an element, in coarse steps; null until it is known. */
export function useBoxSize(box: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const [width, height] = [rounded(element.clientWidth), rounded(element.clientHeight)];
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
