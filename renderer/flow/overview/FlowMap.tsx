import { useComputedColorScheme } from '@mantine/core';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useRef } from 'react';
import type { AnyNode } from '../layers.ts';
import { isCovered } from '../whole-view.ts';
import { type Colours, coloursAt } from './colours.ts';
import styles from './overview.module.css';
import { type Nodes, sizeOf, type Transform } from './wires.ts';

const SIZE = { width: 152, height: 96 };
const PADDING = 8;
/** While nodes are dragged the map follows no faster. */
const REDRAW_MS = 120;

/** Where flow units lie on the map. */
interface Frame {
  x: number;
  y: number;
  scale: number;
}

/** The whole flow in the middle of the map. */
function frameOf(nodes: Nodes): Frame {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of nodes.values()) {
    const { x, y } = node.internals.positionAbsolute;
    const { width, height } = sizeOf(node);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  const scale = Math.min(
    (SIZE.width - 2 * PADDING) / Math.max(1, right - left),
    (SIZE.height - 2 * PADDING) / Math.max(1, bottom - top),
    0.12,
  );
  return {
    x: SIZE.width / 2 - ((left + right) / 2) * scale,
    y: SIZE.height / 2 - ((top + bottom) / 2) * scale,
    scale,
  };
}

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null => {
  const context = canvas.getContext('2d');
  context?.setTransform(window.devicePixelRatio, 0, 0, window.devicePixelRatio, 0, 0);
  context?.clearRect(0, 0, SIZE.width, SIZE.height);
  return context;
};

function drawNodes(canvas: HTMLCanvasElement, nodes: Nodes, { frame, colours }: { frame: Frame; colours: Colours }) {
  const context = contextOf(canvas);
  if (!context) return;
  for (const node of nodes.values()) {
    const { x, y } = node.internals.positionAbsolute;
    const { width, height } = sizeOf(node);
    context.fillStyle = node.selected ? colours.accent : colours[node.data.type];
    const box = [frame.x + x * frame.scale, frame.y + y * frame.scale] as const;
    context.fillRect(...box, Math.max(1, width * frame.scale), Math.max(1, height * frame.scale));
  }
}

/** Nodes and notes as boxes: the frames of zones may stand behind the map. */
function* boxesOf(nodes: Nodes) {
  for (const node of nodes.values())
    if (node.type !== 'zone') yield { ...node.internals.positionAbsolute, ...sizeOf(node) };
}

interface View {
  picture: HTMLCanvasElement;
  frame: Frame;
  seen: { transform: Transform; width: number; height: number };
  colour: string;
}

/** The nodes as drawn before, and the part of the flow in sight. */
function drawView(context: CanvasRenderingContext2D, { picture, frame, seen, colour }: View): void {
  const [left, top, zoom] = seen.transform;
  const scale = frame.scale / zoom;
  const ratio = window.devicePixelRatio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, SIZE.width, SIZE.height);
  context.drawImage(picture, 0, 0, SIZE.width, SIZE.height);
  const box = [frame.x - left * scale, frame.y - top * scale, seen.width * scale, seen.height * scale] as const;
  context.fillStyle = colour;
  context.globalAlpha = 0.1;
  context.fillRect(...box);
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.strokeRect(...box);
}

/** Nodes in strong colours: the map has no room for words. */
const strong = (colours: Colours): Colours => ({
  ...colours,
  dataset: colours.datasetStrong,
  recipe: colours.recipeStrong,
  model: colours.modelStrong,
});

/**
 * The whole flow small in the corner, and the part in sight. Click or drag to go there. With `mayHide` it is away while nodes stand
 * behind it and the view is at rest.
 */
export function FlowMap({ mayHide }: { mayHide: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<Frame>({ x: 0, y: 0, scale: 1 });
  const store = useStoreApi<AnyNode>();
  const flow = useReactFlow<AnyNode>();
  const scheme = useComputedColorScheme('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another colour scheme has other colours
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    element.width = SIZE.width * window.devicePixelRatio;
    element.height = SIZE.height * window.devicePixelRatio;
    const colours = strong(coloursAt(element));
    const picture = document.createElement('canvas');
    picture.width = element.width;
    picture.height = element.height;
    let due = 0;
    let later = 0;
    let isOld = true;
    let drawnAt = Number.NEGATIVE_INFINITY;
    const draw = () => {
      due = 0;
      const { nodeLookup, transform, width, height } = store.getState();
      const wait = isOld ? drawnAt + REDRAW_MS - performance.now() : 0;
      if (wait > 0) {
        window.clearTimeout(later);
        later = window.setTimeout(draw, wait);
      } else if (isOld) {
        isOld = false;
        drawnAt = performance.now();
        frame.current = frameOf(nodeLookup);
        drawNodes(picture, nodeLookup, { frame: frame.current, colours });
      }
      const [x, y, zoom] = transform;
      const covers = mayHide && isCovered(boxesOf(nodeLookup), { x, y, zoom }, { width, height });
      element.parentElement?.toggleAttribute('data-away', covers);
      drawView(context, { picture, frame: frame.current, seen: { transform, width, height }, colour: colours.accent });
    };
    draw();
    const stop = store.subscribe((now, before) => {
      if (now.nodes !== before.nodes) isOld = true;
      const isMoved = now.transform !== before.transform || now.width !== before.width || now.height !== before.height;
      if ((isOld || isMoved) && due === 0) due = requestAnimationFrame(draw);
    });
    return () => {
      stop();
      cancelAnimationFrame(due);
      window.clearTimeout(later);
    };
  }, [store, scheme, mayHide]);
  const goTo = ({ currentTarget, clientX, clientY, buttons }: PointerEvent<HTMLDivElement>) => {
    if (buttons !== 1) return;
    const box = currentTarget.getBoundingClientRect();
    const { x, y, scale } = frame.current;
    const { zoom } = flow.getViewport();
    void flow.setCenter((clientX - box.x - x) / scale, (clientY - box.y - y) / scale, { zoom });
  };
  return (
    <div
      className={styles.map}
      data-map
      role="img"
      aria-label="Map of the flow"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={goTo}
      onWheel={({ deltaY }) => void flow.zoomTo(flow.getZoom() * (deltaY > 0 ? 0.9 : 1.1))}
    >
      <canvas ref={canvas} />
    </div>
  );
}
