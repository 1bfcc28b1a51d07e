import { drawOverview, type Scene } from './draw-overview.ts';
import type { Pen } from './node-picture.ts';

/** What a picture of all that stands still depends on. */
interface Still {
  pen: Pen;
  scene: Scene;
  withNodes: boolean;
  /** The nodes that stand still, as they were. */
  nodes: readonly unknown[];
}

const sameList = (a: readonly unknown[], b: readonly unknown[]) =>
  a === b || (a.length === b.length && a.every((one, i) => one === b[i]));
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && a.isSubsetOf(b);

const isSame = (a: Still, b: Still): boolean =>
  a.pen === b.pen &&
  a.withNodes === b.withNodes &&
  sameList(a.scene.transform, b.scene.transform) &&
  a.scene.width === b.scene.width &&
  a.scene.height === b.scene.height &&
  sameSet(a.scene.hand, b.scene.hand) &&
  sameSet(a.scene.live, b.scene.live) &&
  sameList(a.scene.edges, b.scene.edges) &&
  sameList(a.nodes, b.nodes);

/** A canvas of the same size, with the same pen. */
function copyOf({ canvas }: CanvasRenderingContext2D): CanvasRenderingContext2D | null {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  return copy.getContext('2d');
}

/**
 * Draws a scene. While nodes are dragged and all else stands still, that is drawn once and kept: a frame then costs what moves.
 */
export function createStillDrawer(): (pen: Pen, scene: Scene, withNodes: boolean) => void {
  let last: Still | null = null;
  let kept: HTMLCanvasElement | null = null;
  return (pen, scene, withNodes) => {
    const { hand } = scene;
    const nodes =
      hand.size > 0
        ? [...scene.nodes.values()].flatMap((node) => (hand.has(node.id) ? [] : node.internals.userNode))
        : [];
    const now = { pen, scene, withNodes, nodes };
    const isStill = hand.size > 0 && last !== null && isSame(last, now);
    last = now;
    if (!isStill) kept = null;
    const { context } = pen;
    context.clearRect(0, 0, scene.width, scene.height);
    if (!isStill) return drawOverview(pen, scene, withNodes);
    kept ??= pictureOf(pen, scene, withNodes);
    if (kept) context.drawImage(kept, 0, 0, scene.width, scene.height);
    drawOverview(pen, { ...scene, part: 'moving' }, false);
  };
}

function pictureOf(pen: Pen, scene: Scene, withNodes: boolean): HTMLCanvasElement | null {
  const context = copyOf(pen.context);
  if (!context) return null;
  context.setTransform(pen.context.getTransform());
  drawOverview({ ...pen, context }, { ...scene, part: 'still' }, withNodes);
  return context.canvas;
}
