import { type FitViewOptions, type ReactFlowInstance, useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import { mountCanvas } from '../state/canvas.ts';
import { useSelection } from '../state/selection.ts';
import type { CanvasNode } from './FlowNodeView.tsx';
import { boxesOf, LEGIBLE } from './first-view.ts';
import type { AnyNode } from './layers.ts';
import { wholeView } from './whole-view.ts';

type Point = { x: number; y: number };

interface Handled {
  nodes: CanvasNode[];
  /** All that is shown: nodes that no zone hides, zones and notes. */
  all: readonly AnyNode[];
  select: (ids: readonly string[]) => void;
  hasMap: boolean;
}

/** Tells commands how to steer this canvas, and carries out reveals. */
export function useHandle(host: RefObject<HTMLElement | null>, { nodes, all, select, hasMap }: Handled) {
  const flow = useReactFlow<AnyNode>();
  const pointer = useRef<Point | null>(null);
  const latest = useRef({ nodes, all, hasMap });
  latest.current = { nodes, all, hasMap };
  useEffect(() => {
    const visible = () => {
      const box = host.current?.getBoundingClientRect() ?? new DOMRect();
      const zoom = flow.getZoom();
      return {
        ...flow.screenToFlowPosition({ x: box.x, y: box.y }),
        width: box.width / zoom,
        height: box.height / zoom,
      };
    };
    const middle = () => {
      const { x, y, width, height } = visible();
      return { x: x + width / 2, y: y + height / 2 };
    };
    return mountCanvas({
      fit: () => {
        const { all, hasMap } = latest.current;
        const canvas = host.current?.getBoundingClientRect();
        if (!canvas || all.length === 0) return;
        const bounds = flow.getNodesBounds([...all]);
        void flow.setViewport(wholeView({ nodes: boxesOf(all), bounds, canvas, hasMap, most: 1.1 }), { duration: 200 });
      },
      zoomTo: (level) => void flow.zoomTo(level, { duration: 150 }),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: 120 }),
      panBy: ({ x, y }) => {
        const view = flow.getViewport();
        void flow.setViewport({ ...view, x: view.x - x, y: view.y - y }, { duration: 80 });
      },
      visible,
      middle,
      pointer: () => (pointer.current ? flow.screenToFlowPosition(pointer.current) : middle()),
      toScreen: (point) => flow.flowToScreenPosition(point),
      select,
      show: (id) => showNode(flow, id),
      makeLegible: (id) => {
        if (flow.getZoom() < LEGIBLE) goTo(flow, id, { minZoom: 0.8, maxZoom: 0.8 });
      },
      places: () =>
        Object.fromEntries([...latest.current.nodes, ...latest.current.all].map((node) => [node.id, node.position])),
      isMapAway: () => host.current?.querySelector('[data-map][data-away]') != null,
      focus: () => host.current?.focus(),
    });
  }, [flow, host, select]);
  useEffect(() => {
    // Keys belong to the canvas from the start, unless something else has them.
    if (document.activeElement === document.body) host.current?.focus({ preventScroll: true });
  }, [host]);
  const wanted = useSelection((state) => state.wanted);
  useEffect(() => {
    if (!wanted) return;
    const there = new Set(all.map(({ id }) => id));
    if (!wanted.every((id) => there.has(id))) return;
    useSelection.getState().set({ wanted: null });
    select(wanted);
    const [first] = wanted;
    if (first === undefined || wanted.some((id) => isPartlySeen(flow, host.current, id))) return;
    goTo(flow, first, { maxZoom: 1, minZoom: 0.6 });
  }, [wanted, all, select, flow, host]);
  const reveal = useSelection((state) => state.reveal);
  useEffect(() => {
    if (!reveal || !all.some(({ id }) => id === reveal)) return;
    useSelection.getState().set({ reveal: null });
    select([reveal]);
    if (isInSight(flow, host.current, reveal)) return;
    goTo(flow, reveal, { maxZoom: 1, minZoom: 0.6 });
  }, [reveal, all, flow, host, select]);
  useEffect(
    () =>
      useSelection.subscribe((now, before) => {
        const [only] = now.ids;
        if (only === undefined || now.ids.length > 1 || now.ids === before.ids) return;
        // The pane that opens for the node takes part of the canvas: wait for it, then make sure the node is still in view.
        window.setTimeout(() => void going.then((there) => there && keepInView(flow, host.current, only)), 60);
      }),
    [flow, host],
  );
  return pointer;
}

const SHOW_MS = 220;
/** What the search panel covers on the right. */
const SEARCH_WIDTH = 424;

/** The way to a node that the view is on; what comes after waits for its end, and learns whether it got there. */
let going: Promise<boolean> = Promise.resolve(true);
/** A way that a person breaks off never ends by itself; on a busy machine one begins late. */
const GIVEN_UP_MS = 1500;

function goTo(flow: ReactFlowInstance<AnyNode>, id: string, how: FitViewOptions<AnyNode>): void {
  const there = flow.fitView({ nodes: [{ id }], includeHiddenNodes: true, duration: SHOW_MS, ...how });
  going = Promise.race([
    there.then(() => true),
    new Promise<boolean>((resolve) => window.setTimeout(() => resolve(false), GIVEN_UP_MS)),
  ]);
}

/** Goes where a node is, near enough to read it, and lets it flash there. */
function showNode(flow: ReactFlowInstance<AnyNode>, id: string): void {
  const aside = useSelection.getState().searching ? SEARCH_WIDTH : 0;
  goTo(flow, id, { minZoom: 0.7, maxZoom: 1, padding: { right: `${aside}px` } });
  window.setTimeout(() => {
    const element = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"] > *`);
    const ring = (width: number) => `0 0 0 ${width}px color-mix(in srgb, var(--mr-accent) 45%, transparent)`;
    element?.animate(
      [
        { boxShadow: ring(0), borderRadius: '14px' },
        { boxShadow: ring(10), borderRadius: '14px' },
        { boxShadow: ring(0), borderRadius: '14px' },
      ],
      { duration: 450, iterations: 2 },
    );
  }, SHOW_MS + 60);
}

const MARGIN = 24;
/** The tool bar in the corner. */
const BOTTOM = 56;

/** Whether a node is on the screen and large enough to be read: then the view need not move. */
function isInSight(flow: ReactFlowInstance<AnyNode>, host: HTMLElement | null, id: string): boolean {
  const node = flow.getNode(id);
  const box = host?.getBoundingClientRect();
  const { x, y, zoom } = flow.getViewport();
  if (!node || !box || zoom < LEGIBLE) return false;
  const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
  return left > 0 && top > 0 && left < box.width - 200 * zoom && top < box.height - 100 * zoom;
}

/** Whether any of a node or zone is on the canvas, however small. */
function isPartlySeen(flow: ReactFlowInstance<AnyNode>, host: HTMLElement | null, id: string): boolean {
  const node = flow.getNode(id);
  const box = host?.getBoundingClientRect();
  if (!node || !box) return true;
  const { x, y, zoom } = flow.getViewport();
  const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
  const [right, bottom] = [left + (node.width ?? 0) * zoom, top + (node.height ?? 0) * zoom];
  return right > 0 && bottom > 0 && left < box.width && top < box.height;
}

/** Moves the view just as far as a node needs to be seen whole. */
function keepInView(flow: ReactFlowInstance<AnyNode>, host: HTMLElement | null, id: string): void {
  const node = flow.getNode(id);
  const box = host?.getBoundingClientRect();
  if (!node || node.type === 'zone' || !box || box.height === 0) return;
  const { x, y, zoom } = flow.getViewport();
  const size = { width: node.width ?? 0, height: node.height ?? 0 };
  const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
  const [right, bottom] = [left + size.width * zoom, top + (size.height + 32) * zoom + BOTTOM];
  const shift = (start: number, end: number, room: number) =>
    start < MARGIN ? MARGIN - start : end > room - MARGIN ? room - MARGIN - end : 0;
  const [dx, dy] = [shift(left, right, box.width), shift(top, bottom, box.height)];
  if (dx || dy) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: 160 });
}
