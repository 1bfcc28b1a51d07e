import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { type BareFlow, startBareFlow } from './bare-flow.ts';
import { type BenchResult, median } from './bench-result.ts';
import { makeBigFlow } from './big-flow.ts';
import { type Frames, framesOf, type Gesture } from './frames.ts';
import { type BenchWorkbench, startWorkbench } from './workbench-page.ts';

const opens = 5;
const rounds = 3;
const undoCycles = 200;
/** After these the code is compiled and every part of the page is there. */
const warmUpCycles = 50;
/** Pages come to rest, and shift, if they do, while their data come. */
const settleMs = 800;
const peer = 'a bare React Flow page of the same nodes';

/**
 * A flow of 2,000 nodes and 3,000 wires in headless Chromium, rasterised by the CPU: how long until what is in sight is drawn
 * with its states, frames while the view is moved and a node dragged, near and with the whole flow in sight, and memory after
 * many undos. The peer draws only the nodes in sight too and knows neither states nor names.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-canvas-'));
  let workbench: BenchWorkbench | undefined;
  let bare: BareFlow | undefined;
  try {
    await makeBigFlow(join(folder, 'projects', 'big'), { id: 'big', places: true });
    await makeBigFlow(join(folder, 'projects', 'loose'), { id: 'loose', places: false });
    workbench = await startWorkbench(folder);
    bare = await startBareFlow(join(folder, 'projects', 'big'));
    return [
      ...(await measureOpening(workbench, bare)),
      ...(await measureFrames(workbench, bare)),
      ...(await measureMemory(workbench)),
    ];
  } finally {
    await workbench?.close();
    await bare?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of the navigation until every node in sight is drawn and painted, its state known. */
async function openMs(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url);
  const drawn = await page.waitForFunction(() => {
    const isBusy = document.querySelector('[data-scope=canvas][aria-busy=true]') !== null;
    if (isBusy || document.querySelectorAll('.react-flow__node').length < 10) return null;
    return new Promise<number>((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
    );
  });
  return (await drawn.jsonValue()) ?? Number.NaN;
}

const flowUrl = ({ node }: BenchWorkbench, project: string) => `${node.url}/#/p/${project}/flow`;

async function measureOpening(workbench: BenchWorkbench, bare: BareFlow): Promise<BenchResult[]> {
  const [ours, loose, theirs, shifts]: number[][] = [[], [], [], []];
  for (let round = 0; round <= opens; round++) {
    const page = await workbench.newPage();
    const shift = await watchShifts(page);
    const times = [
      await openMs(page, flowUrl(workbench, 'big')),
      await openMs(page, flowUrl(workbench, 'loose')),
      await openMs(page, bare.url),
    ] as const;
    // The first of all opens the projects in the node.
    if (round > 0) for (const [i, list] of [ours, loose, theirs].entries()) list?.push(times[i] ?? 0);
    if (round === opens) shifts?.push(await shift(flowUrl(workbench, 'big')));
    await page.context().close();
  }
  const line = (name: string, values: number[] | undefined) => {
    const [value, peer_value] = [median(values ?? []) / 1000, median(theirs ?? []) / 1000];
    return { name, value, unit: 's', peer, peer_value, ratio: value / peer_value };
  };
  const placed = line('canvas: open 2,000 nodes', ours);
  const unplaced = line('canvas: open, nothing laid out yet', loose);
  return [
    { ...placed, goal: '< 1.5 s', ok: placed.value < 1.5 },
    { ...unplaced, goal: '< 1.5 s', ok: unplaced.value < 1.5 },
    alone('canvas: layout shift over all pages', { value: median(shifts ?? []), unit: 'CLS', goal: 'for comparison' }),
  ];
}

/** Adds up layout shifts while the pages of a project are opened one after another. */
async function watchShifts(page: Page): Promise<(url: string) => Promise<number>> {
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        (window as unknown as { shifted: number }).shifted += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return async (url) => {
    await page.goto('about:blank');
    await page.goto(url);
    for (const name of ['Datasets', 'Quality', 'Models', 'Dashboards', 'Scenarios', 'Flow']) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await page.waitForTimeout(settleMs);
    }
    return page.evaluate(() => (window as unknown as { shifted: number }).shifted);
  };
}

const gestures: readonly Gesture[] = ['pan', 'zoom', 'drag'];

async function measureFrames(workbench: BenchWorkbench, bare: BareFlow): Promise<BenchResult[]> {
  const page = await workbench.newPage();
  const other = await workbench.newPage();
  const seen = new Map<string, { ours: Frames[]; theirs: Frames[] }>();
  const add = async (name: string, gesture: Gesture) => {
    const known = seen.get(name) ?? { ours: [], theirs: [] };
    seen.set(name, known);
    await page.bringToFront();
    await atRest(page);
    if (gesture === 'drag') await pointAtNode(page);
    known.ours.push(await framesOf(page, gesture));
    await other.bringToFront();
    known.theirs.push(await framesOf(other, gesture));
  };
  for (let round = 0; round < rounds; round++) {
    await openMs(page, flowUrl(workbench, 'big'));
    await openMs(other, bare.url);
    for (const gesture of gestures) await add(gesture, gesture);
    await page.keyboard.press('Escape');
    for (const gesture of gestures) {
      await fitAll(page, other);
      await add(`${gesture}, whole flow in sight`, gesture);
    }
  }
  await page.context().close();
  await other.context().close();
  return [...seen].flatMap(([name, { ours, theirs }]) => frameLines(name, ours, theirs));
}

/** All nodes in sight, on both pages. */
async function fitAll(page: Page, other: Page): Promise<void> {
  await other.bringToFront();
  await other.getByRole('button', { name: 'Fit' }).click();
  await page.bringToFront();
  await page
    .getByRole('toolbar', { name: 'Canvas' })
    .getByRole('button', { name: /whole flow|fit/i })
    .click();
}

/** Waits until the view has stopped, also one that is only about to move, and what stands in it is drawn for good. */
const atRest = (page: Page) =>
  page.waitForFunction(async () => {
    const isMoving = () => document.querySelector('[data-moving]') !== null;
    const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let i = 0; i < 3; i++) {
      if (isMoving()) return false;
      await frames();
    }
    return !isMoving();
  });

/** The pointer on a node in the middle of the canvas: from afar only that is an element that can be dragged. */
async function pointAtNode(page: Page): Promise<void> {
  await page.bringToFront();
  const pane = await page.locator('.react-flow__pane').boundingBox();
  if (!pane) throw new Error('the canvas is not on the page');
  const [x, y] = [pane.x + pane.width / 2, pane.y + pane.height / 2];
  for (let step = 0; step < 4000; step++) {
    const [away, turn] = [4 * Math.sqrt(step), 2.4 * step];
    await page.mouse.move(x + away * Math.cos(turn), y + away * Math.sin(turn));
    if ((await page.locator('.react-flow__node').count()) === 0) continue;
    // It must still be there when the view has come to rest.
    await atRest(page);
    if ((await page.locator('.react-flow__node').count()) > 0) return;
  }
  throw new Error('no node stands in the middle of the canvas');
}

function frameLines(name: string, ours: Frames[], theirs: Frames[]): BenchResult[] {
  const pick = (list: Frames[], key: keyof Frames) => median(list.map((one) => one[key]));
  const line = (key: keyof Frames, unit: string) => {
    const [value, peer_value] = [pick(ours, key), pick(theirs, key)];
    return { name: `canvas: ${name}, ${key}`, value, unit, peer, peer_value, ratio: value / peer_value };
  };
  const fps = line('fps', 'frames/s');
  return [
    { ...fps, goal: '≥ 50', ok: fps.value >= 50 },
    { ...line('p50', 'ms'), goal: 'for comparison', ok: null },
    { ...line('p95', 'ms'), goal: 'for comparison', ok: null },
    { ...line('work', 'ms a frame'), goal: 'for comparison', ok: null },
  ];
}

/** Heap of the page after a change was undone and redone many times, against the heap after the first of them. */
async function measureMemory(workbench: BenchWorkbench): Promise<BenchResult[]> {
  const page = await workbench.newPage();
  const source = { kind: 'files', connection: 'project', path: 'sales.csv', format: { kind: 'csv' } };
  const edits = [{ family: 'datasets', id: 'sales_0', value: { id: 'sales_0', name: 'Sales', source } }];
  // Before the page is there: an undo of what it has not heard of yet would be refused.
  await workbench.node.post('/api/projects/big/edits', { label: 'Rename to Sales', edits });
  await openMs(page, flowUrl(workbench, 'big'));
  const press = (name: string) => page.locator(`[aria-label=${name}]:not([data-disabled])`).click();
  const cycle = async () => {
    await press('Undo');
    await press('Redo');
  };
  const devtools = await page.context().newCDPSession(page);
  // At rest: while an answer is on its way a project is there twice.
  const heap = async () => {
    await page.waitForTimeout(settleMs);
    for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  for (let i = 0; i < warmUpCycles; i++) await cycle();
  const before = await heap();
  for (let i = 0; i < undoCycles; i++) await cycle();
  const after = await heap();
  await page.context().close();
  const value = after / before;
  const name = `canvas: heap after ${undoCycles} undo/redo, ÷ before`;
  return [{ ...alone(name, { value, unit: '×', goal: '≤ 1.1' }), ok: value <= 1.1 }];
}

function alone(name: string, { value, unit, goal }: { value: number; unit: string; goal: string }): BenchResult {
  return { name, value, unit, peer: 'itself', peer_value: value, ratio: 1, goal, ok: null };
}
