import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { AnyNode } from './layers.ts';

type Box = { x: number; y: number; width: number; height: number };

/** Whether some node lies in the part of the flow that is seen. */
export const isAnyIn = (nodes: readonly Pick<AnyNode, 'position' | 'width' | 'height'>[], seen: Box): boolean =>
  nodes.some(
    ({ position: { x, y }, width = 0, height = 0 }) =>
      x < seen.x + seen.width && x + width > seen.x && y < seen.y + seen.height && y + height > seen.y,
  );

/** When what was looked at goes – an undo, a deletion – and leaves the view on nothing, shows the whole flow. */
export function useWayBack(host: RefObject<HTMLElement | null>, all: readonly AnyNode[]): void {
  const flow = useReactFlow<AnyNode>();
  const before = useRef(all);
  useEffect(() => {
    const old = before.current;
    before.current = all;
    const box = host.current?.getBoundingClientRect();
    if (all.length >= old.length || all.length === 0 || !box) return;
    const zoom = flow.getZoom();
    const seen = {
      ...flow.screenToFlowPosition({ x: box.x, y: box.y }, { snapToGrid: false }),
      width: box.width / zoom,
      height: box.height / zoom,
    };
    if (isAnyIn(old, seen) && !isAnyIn(all, seen)) void flow.fitView({ padding: 0.15, maxZoom: 1, duration: 200 });
  }, [flow, host, all]);
}
