import { type Connection, type Edge, type EdgeChange, type ReactFlowProps, useReactFlow } from '@xyflow/react';
import { type DragEvent, type MouseEvent, useMemo, useState } from 'react';
import { useSelection } from '../state/selection.ts';
import type { CanvasEvents } from './canvas-events.ts';
import type { CanvasNode } from './FlowNodeView.tsx';

type Point = { x: number; y: number };

const pointOf = (event: globalThis.MouseEvent | TouchEvent): Point => {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
};
const placesOf = (nodes: readonly CanvasNode[]) => Object.fromEntries(nodes.map((node) => [node.id, node.position]));

function onEdgesChange(changes: EdgeChange[]): void {
  const wires = new Set(useSelection.getState().wires);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) wires.add(change.id);
    else wires.delete(change.id);
  }
  useSelection.getState().set({ wires: [...wires] });
}

/** What the canvas does when it is touched: React Flow's callbacks and those of the surface around it, as canvas events. */
export function useCanvasHandlers(events: CanvasEvents, select: (ids: readonly string[]) => void) {
  const { screenToFlowPosition, getIntersectingNodes } = useReactFlow<CanvasNode>();
  const [connecting, setConnecting] = useState(false);
  return useMemo(() => {
    const quickAdd = (screen: Point, from: string | null) =>
      events.onQuickAdd({ screen, flow: screenToFlowPosition(screen), from });
    const menu = (event: MouseEvent | globalThis.MouseEvent, id: string | null) => {
      event.preventDefault();
      if (id && !useSelection.getState().ids.includes(id)) select([id]);
      events.onContextMenu({ x: event.clientX, y: event.clientY }, id);
    };
    const flow: ReactFlowProps<CanvasNode> = {
      onEdgesChange,
      onSelectionChange: ({ nodes }) => useSelection.getState().select(nodes.map(({ id }) => id)),
      onNodeDragStop: (_, __, moved) => events.onMove(placesOf(moved)),
      onSelectionDragStop: (_, moved) => events.onMove(placesOf(moved)),
      onNodeDoubleClick: (_, node) => events.onOpen(node.id),
      onConnectStart: () => setConnecting(true),
      onConnect: ({ source, target }) => events.onConnect(source, target),
      onConnectEnd: (event, { isValid, toNode, fromHandle, fromNode }) => {
        setConnecting(false);
        if (!isValid && !toNode && fromHandle?.type === 'source' && fromNode) quickAdd(pointOf(event), fromNode.id);
      },
      isValidConnection: (wire: Connection | Edge) => events.canConnect(wire.source, wire.target),
      onPaneContextMenu: (event) => menu(event, null),
      onNodeContextMenu: (event, node) => menu(event, node.id),
      onSelectionContextMenu: (event, chosen) => menu(event, chosen[0]?.id ?? null),
    };
    const surface = {
      onDoubleClick: (event: MouseEvent) => {
        if (event.target instanceof Element && event.target.classList.contains('react-flow__pane')) {
          quickAdd({ x: event.clientX, y: event.clientY }, null);
        }
      },
      onDragOver: (event: DragEvent) => event.preventDefault(),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const onto = getIntersectingNodes({ ...at, width: 1, height: 1 })[0]?.id ?? null;
        events.onDrop(event.dataTransfer, at, onto);
      },
    };
    return { flow, surface, connecting };
  }, [events, select, screenToFlowPosition, getIntersectingNodes, connecting]);
}
