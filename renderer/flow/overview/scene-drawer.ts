import { drawOverview, lookAt, type Scene } from './draw-overview.ts';
import { isServing, type KeptView, type Lay, layOver, pixelsOf, type Shift, shiftTo } from './kept-view.ts';
import type { Pen } from './node-picture.ts';
import { createStillDrawer } from './still-picture.ts';
import type { Transform } from './wires.ts';

/** What is drawn, wherever the view is. */
export type Content = Omit<Scene, 'part' | 'transform' | 'width' | 'height'> & { withNodes: boolean };

/**
 * Draws what is in a view on a canvas that lies over the pane. With `isSame`, told when nothing but the view is another than
 * before, the picture there is moved and scaled as far as it serves, and only what comes into it is drawn.
 */
export function createSceneDrawer(): (pen: Pen, content: Content, wanted: { view: KeptView; isSame: boolean }) => void {
  const drawWhole = createStillDrawer();
  let kept: KeptView | null = null;
  return (pen, content, { view, isSame }) => {
    const { canvas } = pen.context;
    const before = isSame ? kept : null;
    const over = before && looksSame(before, view) ? layOver(before, view.transform) : null;
    if (before && over && isServing(before, over)) {
      lay(canvas, over);
      return;
    }
    const shift = before && shiftTo(before, view.transform);
    if (shift) drawShifted(pen, content, shift);
    else {
      fillPixels(canvas, view);
      pen.context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      drawWhole(pen, sceneOf(content, view), content.withNodes);
    }
    kept = shift?.view ?? view;
    lay(canvas, layOver(kept, view.transform));
  };
}

const looksSame = (a: KeptView, b: KeptView) => lookAt(a.transform[2]) === lookAt(b.transform[2]);

/** The scene of a picture, its origin in the top left corner of its margin. */
function sceneOf(content: Content, { transform: [x, y, zoom], width, height, margin }: KeptView): Scene {
  const transform: Transform = [x + margin, y + margin, zoom];
  return { ...content, part: 'all', transform, width: width + 2 * margin, height: height + 2 * margin };
}

function drawShifted(pen: Pen, content: Content, { x, y, view, strips }: Shift): void {
  const { context } = pen;
  const { ratio } = view;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'copy';
  context.drawImage(context.canvas, x, y);
  context.globalCompositeOperation = 'source-over';
  const whole = sceneOf(content, view);
  const [left, top, zoom] = whole.transform;
  for (const strip of strips) {
    context.save();
    context.beginPath();
    context.rect(strip.x, strip.y, strip.width, strip.height);
    context.clip();
    context.setTransform(ratio, 0, 0, ratio, strip.x, strip.y);
    const transform: Transform = [left - strip.x / ratio, top - strip.y / ratio, zoom];
    const part = { ...whole, transform, width: strip.width / ratio, height: strip.height / ratio };
    drawOverview(pen, part, content.withNodes);
    context.restore();
  }
}

/** Gives the canvas one pixel for each of the screen. */
function fillPixels(element: HTMLCanvasElement, view: KeptView): void {
  const { width, height } = pixelsOf(view);
  if (element.width !== width) element.width = width;
  if (element.height !== height) element.height = height;
  element.style.width = `${width / view.ratio}px`;
  element.style.height = `${height / view.ratio}px`;
}

function lay(element: HTMLCanvasElement, { x, y, scale }: Lay): void {
  element.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
}
