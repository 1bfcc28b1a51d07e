import type { Page } from 'playwright';

/** What a person does on the canvas, one event a frame. */
export type Gesture = 'pan' | 'zoom' | 'drag';

export interface Frames {
  /** Milliseconds between frames. */
  p50: number;
  p95: number;
  fps: number;
  /** Work of the page's main thread for a frame, in milliseconds of its own processor time. */
  work: number;
}

/** Time between frames while a gesture goes on for `count` frames: the browser waits for slow script, layout and rasterising alike. */
export async function framesOf(page: Page, gesture: Gesture, count = 120): Promise<Frames> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  const times = await page.evaluate(play, { gesture, count });
  const work = ((await busy()) - before) * (1000 / count);
  await devtools.detach();
  const deltas = times.slice(1).map((time, i) => time - times[i]!);
  const sorted = deltas.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return {
    work,
    p50: at(0.5),
    p95: at(0.95),
    fps: (1000 * deltas.length) / deltas.reduce((sum, delta) => sum + delta, 0),
  };
}

/** Runs in the page. */
async function play({ gesture, count }: { gesture: Gesture; count: number }): Promise<number[]> {
  const pane = document.querySelector('.react-flow__pane')!;
  const box = pane.getBoundingClientRect();
  const middle = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  const wheel = (more: WheelEventInit) =>
    pane.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ...middle, ...more }));
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  // The node nearest to the middle: away from the edges, where dragging moves the view as well.
  const node = () => {
    const away = (one: Element) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return Math.hypot(x + width / 2 - middle.clientX, y + height / 2 - middle.clientY);
    };
    return [...document.querySelectorAll('.react-flow__node')].toSorted((a, b) => away(a) - away(b))[0]!;
  };
  let target: Element = pane;
  let at = middle;
  const mouse = (name: string, on: EventTarget) =>
    on.dispatchEvent(
      new MouseEvent(name, { bubbles: true, cancelable: true, view: window, button: 0, buttons: 1, ...at }),
    );
  if (gesture === 'drag') {
    target = node();
    const place = target.getBoundingClientRect();
    at = { clientX: place.x + place.width / 2, clientY: place.y + place.height / 2 };
    mouse('mousedown', target);
  }
  const step = (i: number) => {
    const turn = Math.floor(i / 25) % 2 === 0 ? 1 : -1;
    if (gesture === 'pan') wheel({ deltaX: turn * 40, deltaY: turn * 24 });
    if (gesture === 'zoom') wheel({ deltaY: turn * 12, ctrlKey: true });
    if (gesture === 'drag') {
      at = { clientX: at.clientX + turn * 6, clientY: at.clientY + turn * 3 };
      mouse('mousemove', window);
    }
  };
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    times.push(await frame());
    step(i);
  }
  if (gesture === 'drag') mouse('mouseup', window);
  return times;
}
