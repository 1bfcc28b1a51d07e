import { type Edge, type InternalNode, useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AnyNode } from '../layers.ts';
import { BOXES } from './draw-overview.ts';
import { mountWireFinder, wireNear } from './wires.ts';

/** Smaller flows are always drawn by the page. */
const MANY_NODES = 200;

interface Shown {
  nodes: AnyNode[];
  edges: Edge[];
  select: (ids: readonly string[]) => void;
}

const hidden = new WeakMap<AnyNode, AnyNode>();

/** The same node, not drawn by the page. React Flow keeps it for its bounds, drags and the map. */
function hide(node: AnyNode): AnyNode {
  const known = hidden.get(node);
  if (known) return known;
  const made = { ...node, hidden: true };
  hidden.set(node, made);
  return made;
}

const isLayer = ({ type }: AnyNode) => type !== 'flow';
const isInHand = ({ dragging, data }: AnyNode) => dragging || data.renaming === true;

/** Flow nodes under a point of the pane or within a box of it, in pane pixels. */
function nodesIn(
  nodes: Iterable<InternalNode<AnyNode>>,
  [left, top, zoom]: readonly [number, number, number],
  box: { x: number; y: number; width: number; height: number },
): string[] {
  const [x1, y1] = [(box.x - left) / zoom, (box.y - top) / zoom];
  const [x2, y2] = [x1 + box.width / zoom, y1 + box.height / zoom];
  const found: string[] = [];
  for (const { id, type, internals, measured } of nodes) {
    const { x, y } = internals.positionAbsolute;
    const isInside = x <= x2 && y <= y2 && x + (measured.width ?? 0) >= x1 && y + (measured.height ?? 0) >= y1;
    if (type === 'flow' && isInside) found.push(id);
  }
  return found;
}

/** The node and the wire under the pointer. */
interface Under {
  node: string | null;
  wire: string | null;
}
const nothing: Under = { node: null, wire: null };

/**
 * Large flows: all wires are drawn on one canvas, from afar and while the view moves all nodes too. Only what is under the
 * pointer, or needs it, is then there as an element, so that it can be clicked, dragged and wired as always. Box selection
 * from afar is found by geometry.
 */
export function useOverview({ nodes, edges, select }: Shown) {
  const store = useStoreApi<AnyNode>();
  const many = nodes.length > MANY_NODES;
  const [moving, setMoving] = useState(false);
  const drawn = useStore(({ transform }) => many && (moving || transform[2] < BOXES));
  const [under, setUnder] = useState(nothing);

  const latest = useRef(edges);
  latest.current = edges;
  const wireAt = useCallback(
    ({ x, y }: { x: number; y: number }) => {
      const { domNode, nodeLookup, transform } = store.getState();
      const pane = domNode?.getBoundingClientRect();
      return pane ? wireNear(latest.current, { nodes: nodeLookup, transform }, { x: x - pane.x, y: y - pane.y }) : null;
    },
    [store],
  );
  useEffect(() => (many ? mountWireFinder(wireAt) : undefined), [many, wireAt]);

  const onPointerMove = useCallback(
    ({ clientX: x, clientY: y, buttons, target }: PointerEvent) => {
      const { domNode, nodeLookup, transform, connection } = store.getState();
      if (!many || !domNode || (buttons > 0 && !connection.inProgress)) return;
      const pane = domNode.getBoundingClientRect();
      const box = { x: x - pane.x, y: y - pane.y, width: 0, height: 0 };
      const node = drawn ? (nodesIn(nodeLookup.values(), transform, box).at(-1) ?? null) : null;
      const isOnNode = node !== null || (target instanceof Element && target.closest('.react-flow__node') !== null);
      const wire = isOnNode ? null : wireAt({ x, y });
      setUnder((old) => (old.node === node && old.wire === wire ? old : { node, wire }));
    },
    [store, many, drawn, wireAt],
  );

  const boxed = useRef('');
  useEffect(() => {
    if (!drawn) return;
    return store.subscribe(({ userSelectionRect, userSelectionActive, nodeLookup, transform }) => {
      if (!userSelectionRect || !userSelectionActive) return;
      const ids = nodesIn(nodeLookup.values(), transform, userSelectionRect);
      const key = ids.join(' ');
      if (key === boxed.current) return;
      boxed.current = key;
      select(ids);
    });
  }, [store, drawn, select]);

  const liveNodes = useMemo(
    () =>
      new Set(nodes.flatMap((node) => (node.id === under.node || isInHand(node) || isLayer(node) ? [node.id] : []))),
    [nodes, under.node],
  );
  const shownNodes = useMemo(
    () => (drawn ? nodes.map((node) => (liveNodes.has(node.id) ? node : hide(node))) : nodes),
    [nodes, liveNodes, drawn],
  );
  const shownEdges = useMemo(
    () => (many ? edges.filter((edge) => edge.id === under.wire || needsElement(edge)) : edges),
    [edges, under.wire, many],
  );
  const live = useMemo(() => new Set([...liveNodes, ...shownEdges.map(({ id }) => id)]), [liveNodes, shownEdges]);
  return { many, drawn, moving, live, nodes: shownNodes, edges: shownEdges, onPointerMove, setMoving };
}

const needsElement = ({ selected, animated, className }: Edge) => selected || animated || className !== undefined;
