import {
  type Connection,
  type Edge,
  type EdgeChange,
  type NodeChange,
  type ReactFlowProps,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, type MouseEvent, useMemo, useState } from 'react';
import { useSelection } from '../state/selection.ts';
import type { CanvasEvents } from './canvas-events.ts';
import { sizes } from './graph.ts';
import type { AnyNode } from './layers.ts';
import type { Places } from './layout.ts';
import { drawnWireAt } from './overview/wires.ts';
import type { Spliced } from './splice.ts';
import { useGivenUpDrag } from './use-given-up-drag.ts';

type Point = { x: number; y: number };

const pointOf = (event: globalThis.MouseEvent | TouchEvent): Point => {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
};
/** Whether a node is under a point of the screen, also one that takes no wire. */
const nodeAt = ({ x, y }: Point): boolean => document.elementFromPoint(x, y)?.closest('[data-node]') != null;

/** The wire under a point of the screen, also below a node. */
function wireAt({ x, y }: Point): string | null {
  const drawn = drawnWireAt({ x, y });
  if (drawn !== undefined) return drawn;
  const under = document.elementsFromPoint(x, y);
  return under.flatMap((element) => element.closest<SVGElement>('.react-flow__edge')?.dataset.id ?? [])[0] ?? null;
}

function onEdgesChange(changes: EdgeChange[]): void {
  const wires = new Set(useSelection.getState().wires);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) wires.add(change.id);
    else wires.delete(change.id);
  }
  useSelection.getState().set({ wires: [...wires] });
}

/** Tells the workbench what is selected; of what is dragged only when it is let go, so that no pane opens under the pointer. */
function useCalmSelection() {
  return useMemo(() => {
    let isHeld = false;
    let held: string[] | null = null;
    const select = (ids: string[]) => {
      if (isHeld) held = ids;
      else useSelection.getState().select(ids);
    };
    const forget = () => {
      held = null;
    };
    const hold = () => {
      useSelection.getState().set({ dragging: true });
      isHeld = true;
    };
    const release = () => {
      useSelection.getState().set({ dragging: false });
      isHeld = false;
      if (held) select(held);
      held = null;
    };
    return { select, hold, release, forget };
  }, []);
}

interface Shown {
  select: (ids: readonly string[]) => void;
  placesOf: (moved: readonly AnyNode[]) => Places;
  /** Shows everything where the project has it, whatever has been dragged. */
  putBack: () => void;
  onChange: (changes: NodeChange<AnyNode>[]) => void;
}

/** What the canvas does when it is touched: React Flow's callbacks and those of the surface around it, as canvas events. */
export function useCanvasHandlers(events: CanvasEvents, { select, placesOf, putBack, onChange }: Shown) {
  const { screenToFlowPosition, flowToScreenPosition, getIntersectingNodes } = useReactFlow<AnyNode>();
  const [connecting, setConnecting] = useState(false);
  const [target, setTarget] = useState<string | null>(null);
  const choose = useCalmSelection();
  const { drag, givenUp } = useGivenUpDrag({
    onGiveUp: () => {
      setTarget(null);
      choose.forget();
      putBack();
      select(useSelection.getState().ids);
    },
    onEnd: choose.release,
  });
  return useMemo(() => {
    const quickAdd = (screen: Point, from: string | null, where: { wire?: string; before?: string } = {}) =>
      events.onQuickAdd({ screen, flow: screenToFlowPosition(screen), from, ...where });
    const menu = (event: MouseEvent | globalThis.MouseEvent, id: string | null) => {
      event.preventDefault();
      if (id && !useSelection.getState().ids.includes(id)) select([id]);
      events.onContextMenu({ x: event.clientX, y: event.clientY }, id);
    };
    const intoWire = (screen: Point, what: Spliced): string | null => {
      const wire = wireAt(screen);
      return wire && events.canSplice(wire, what) ? wire : null;
    };
    const wireBelow = (node: AnyNode, moved: readonly AnyNode[]): string | null => {
      if (moved.length !== 1 || node.data.type !== 'recipe') return null;
      const half = sizes.recipe.width / 2;
      const middle = flowToScreenPosition({ x: node.position.x + half, y: node.position.y + half });
      return intoWire(middle, { recipe: node.id });
    };
    const begin = () => {
      drag.begin();
      choose.hold();
    };
    const flow: ReactFlowProps<AnyNode> = {
      onEdgesChange,
      onSelectionChange: ({ nodes }) => choose.select(nodes.map(({ id }) => id)),
      onNodesChange: (changes) => onChange(drag.without(changes)),
      autoPanOnNodeDrag: !givenUp,
      // A selection that is dragged by its frame comes here as well.
      onNodeDragStart: begin,
      onNodeDrag: (_, node, moved) => {
        if (!drag.isGivenUp()) setTarget(wireBelow(node, moved));
      },
      onNodeDragStop: (_, node, moved) => {
        const wire = drag.isGivenUp() ? null : wireBelow(node, moved);
        setTarget(null);
        if (drag.end()) return;
        if (wire) events.onSplice(wire, { recipe: node.id });
        else events.onMove(placesOf(moved));
      },
      onNodeDoubleClick: (_, node) => events.onOpen(node.id),
      onConnectStart: () => setConnecting(true),
      onConnect: ({ source, target }) => events.onConnect(source, target),
      onConnectEnd: (event, { isValid, toNode, fromHandle, fromNode }) => {
        setConnecting(false);
        const at = pointOf(event);
        const isFree = !isValid && !toNode && !nodeAt(at);
        if (!isFree || !fromHandle || !fromNode) return;
        if (fromHandle.type === 'source') quickAdd(at, fromNode.id);
        else quickAdd(at, null, { before: fromNode.id });
      },
      isValidConnection: (wire: Connection | Edge) => events.canConnect(wire.source, wire.target),
      onEdgeDoubleClick: (event, edge) => quickAdd({ x: event.clientX, y: event.clientY }, null, { wire: edge.id }),
      onEdgeContextMenu: (event, edge) => {
        event.preventDefault();
        select([]);
        useSelection.getState().set({ wires: [edge.id] });
        events.onContextMenu({ x: event.clientX, y: event.clientY }, `wire:${edge.id}`);
      },
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
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        const { carried } = useSelection.getState();
        setTarget(carried && intoWire({ x: event.clientX, y: event.clientY }, { kind: carried }));
      },
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setTarget(null);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setTarget(null);
        const { carried } = useSelection.getState();
        const wire = carried && intoWire({ x: event.clientX, y: event.clientY }, { kind: carried });
        if (wire) {
          events.onSplice(wire, { kind: carried });
          return;
        }
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const below = getIntersectingNodes({ ...at, width: 1, height: 1 });
        const onto = below.find(({ type }) => type === 'flow')?.id ?? null;
        events.onDrop(event.dataTransfer, at, onto);
      },
    };
    return { flow, surface, connecting, target };
  }, [
    events,
    select,
    placesOf,
    onChange,
    drag,
    givenUp,
    screenToFlowPosition,
    flowToScreenPosition,
    getIntersectingNodes,
    connecting,
    target,
    choose,
  ]);
}
