import type { NodeChange } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AnyNode } from './layers.ts';

interface Drag {
  /** A drag has been given up, and the pointer not yet let go. */
  isGivenUp: () => boolean;
  begin: () => void;
  giveUp: () => void;
  /** The pointer was let go; whether what it dragged had been given up. */
  end: () => boolean;
  /** Changes without the moves of a drag that was given up: React Flow goes on with it until the pointer is let go. */
  without: (changes: NodeChange<AnyNode>[]) => NodeChange<AnyNode>[];
}

/** Escape gives up a drag of nodes, and does nothing else until the pointer is let go. `onGiveUp` puts back what was moved. */
export function useGivenUpDrag({ onGiveUp, onEnd }: { onGiveUp: () => void; onEnd: () => void }) {
  const [givenUp, setGivenUp] = useState(false);
  const latest = useRef({ onGiveUp, onEnd });
  latest.current = { onGiveUp, onEnd };
  const now = useRef<'none' | 'dragging' | 'given up'>('none');
  const drag = useMemo<Drag>(() => {
    const set = (next: typeof now.current) => {
      now.current = next;
      setGivenUp(next === 'given up');
    };
    return {
      isGivenUp: () => now.current === 'given up',
      begin: () => set('dragging'),
      giveUp: () => {
        set('given up');
        latest.current.onGiveUp();
      },
      end: () => {
        const wasGivenUp = now.current === 'given up';
        if (now.current !== 'none') latest.current.onEnd();
        set('none');
        return wasGivenUp;
      },
      without: (changes) => (now.current === 'given up' ? changes.filter(({ type }) => type !== 'position') : changes),
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || now.current === 'none') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (now.current === 'given up') return;
      drag.giveUp();
    };
    // React Flow tells no end of a drag whose node is gone meanwhile.
    const onPointerUp = () => void window.setTimeout(drag.end);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerup', onPointerUp, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerup', onPointerUp, true);
    };
  }, [drag]);
  return { drag, givenUp };
}
