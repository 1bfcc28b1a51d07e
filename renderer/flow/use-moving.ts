import { useMemo, useRef } from 'react';

/** The view is at rest no sooner after its last step, in milliseconds. */
const CALM_MS = 100;

/**
 * Callbacks of React Flow that tell when the view begins to move and when it is at rest. The late end of a movement that another
 * has taken over, as of a glide that the wheel breaks off, is no rest.
 */
export function useMoving(onChange: (moving: boolean) => void) {
  const tell = useRef(onChange);
  tell.current = onChange;
  return useMemo(() => {
    let isMoving = false;
    let last = Number.NEGATIVE_INFINITY;
    const set = (now: boolean) => {
      if (now !== isMoving) tell.current(now);
      isMoving = now;
    };
    const onMove = () => {
      last = performance.now();
      set(true);
    };
    const onMoveEnd = () => {
      const wait = last + CALM_MS - performance.now();
      if (wait > 0) window.setTimeout(onMoveEnd, wait);
      else set(false);
    };
    return { onMoveStart: onMove, onMove, onMoveEnd };
  }, []);
}
