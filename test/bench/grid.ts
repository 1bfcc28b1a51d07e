import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { listFolder } from '../../nodes/platform/files.ts';
import { type BenchResult, median } from './bench-result.ts';
import { makeLargeProject, tenMillion } from './ten-million.ts';
import { type BenchWorkbench, startWorkbench } from './workbench-page.ts';

const goalMs = 200;
const jumps = 12;
const pages = 9;

/**
 * The explore grid over ten million rows: how long cells stay blank while scrolling and after jumps of the scroll bar, and how
 * long the node takes for a page, also of sorted and filtered rows, beside the same query by hand.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-grid-'));
  let workbench: BenchWorkbench | undefined;
  let session: Session | undefined;
  try {
    const { transactions } = await makeLargeProject(folder);
    workbench = await startWorkbench(folder);
    session = await openSession({ preserveOrder: true });
    const byHand = (sql: string) => session!.query(`SELECT * FROM ${transactions} ${sql}`);
    const cache = join(folder, 'projects', 'large', '.millrace', 'cache');
    return [
      ...(await measurePages(workbench, { byHand, copies: () => listFolder(cache) })),
      ...(await measureScrolling(workbench)),
    ];
  } finally {
    session?.close();
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureScrolling({ node, newPage }: BenchWorkbench): Promise<BenchResult[]> {
  const page = await newPage();
  await page.goto(`${node.url}/#/p/large/datasets/transactions`);
  await page.locator('[data-rows]').waitFor();
  await page.waitForFunction((rows) => document.querySelector(`[data-rows="${rows}"]`), tenMillion);
  await watchBlanks(page);
  const results = await scrollThrough(page, '');
  await sortByAmount(page);
  results.push(...(await scrollThrough(page, ', sorted')));
  await page.context().close();
  return results;
}

/** By keyboard, from the first cell; the node has the order already. */
async function sortByAmount(page: Page): Promise<void> {
  await jumpTo(page, 0);
  const box = await page.getByRole('region', { name: 'Rows' }).boundingBox();
  await page.mouse.click((box?.x ?? 0) + 80, (box?.y ?? 0) + 66);
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Sort descending' }).click();
  await page.waitForFunction(() => !(window as unknown as Watched).isBlank);
}

async function scrollThrough(page: Page, words: string): Promise<BenchResult[]> {
  const blank = async (act: () => Promise<void>) => {
    await page.evaluate(() => (window as unknown as Watched).begin());
    await act();
    await page.waitForFunction(() => !(window as unknown as Watched).isBlank);
    return Math.max(0, ...(await page.evaluate(() => (window as unknown as Watched).blanks)));
  };
  await page.mouse.move(760, 500);
  const wheel = await blank(async () => {
    for (let i = 0; i < 150; i++) await page.mouse.wheel(0, 400);
  });
  const fast = await blank(async () => {
    for (let i = 0; i < 120; i++) await page.mouse.wheel(0, 1900);
  });
  // The grid takes larger steps for those of the scroll bar, and moves by their share of all rows.
  const dragged = await blank(async () => {
    for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 8000);
    await page.evaluate(() => (window as unknown as Watched).begin());
  });
  const after: number[] = [];
  for (let i = 1; i <= jumps; i++) after.push(await blank(() => jumpTo(page, i / jumps)));
  const line = (name: string, value: number) => ({
    ...{ name: `grid: longest blank, ${name}${words}`, value, unit: 'ms', peer: 'itself', peer_value: value, ratio: 1 },
    ...{ goal: `≤ ${goalMs} ms`, ok: value <= goalMs },
  });
  return [
    line('scrolling by wheel', wheel),
    line('scrolling 68 rows at a time', fast),
    line('after the scroll bar was dragged', dragged),
    line(`jump by the scroll bar (median of ${jumps})`, median(after)),
  ];
}

interface Watched {
  blanks: number[];
  isBlank: boolean;
  /** Forgets what was blank until now. */
  begin(): void;
}

/** In every frame: whether a cell in sight waits for its page, and for how long it did. The grid tells it by an attribute. */
async function watchBlanks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as unknown as Watched;
    let since = 0;
    const begin = () => {
      watched.blanks = [];
      since = since > 0 ? performance.now() : 0;
    };
    Object.assign(window, { blanks: [], isBlank: false, begin });
    const look = () => {
      const isBlank = document.querySelector('[data-rows][aria-busy=true]') !== null;
      if (isBlank && since === 0) since = performance.now();
      if (!isBlank && since > 0) {
        watched.blanks.push(performance.now() - since);
        since = 0;
      }
      watched.isBlank = isBlank;
      requestAnimationFrame(look);
    };
    look();
  });
}

/** Puts the scroll bar at a share of its way. */
async function jumpTo(page: Page, share: number): Promise<void> {
  await page.evaluate(async (at) => {
    const scroller = document.querySelector('.dvn-scroller');
    if (scroller) scroller.scrollTop = at * (scroller.scrollHeight - scroller.clientHeight);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, share);
}

interface Asked {
  name: string;
  body: { sort?: { column: string; descending: boolean }[]; filter?: string };
  sql: string;
}

const askings: readonly Asked[] = [
  { name: 'page in file order', body: {}, sql: '' },
  {
    name: 'page of a sort by number',
    body: { sort: [{ column: 'amount', descending: true }] },
    sql: 'ORDER BY amount DESC',
  },
  {
    name: 'page of a sort by text',
    body: { sort: [{ column: 'merchant', descending: false }] },
    sql: 'ORDER BY merchant',
  },
  {
    name: 'page of a filter',
    body: { filter: `city = 'city 5' and amount > 100` },
    sql: `WHERE city = 'city 5' AND amount > 100`,
  },
];

interface Peers {
  byHand: (sql: string) => Promise<unknown>;
  /** Names of the sorted copies that are there. */
  copies: () => Promise<string[]>;
}

async function measurePages({ node }: BenchWorkbench, { byHand, copies }: Peers): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  let sorted = 0;
  for (const { name, body, sql } of askings) {
    const read = (offset: number) => {
      const asked = { ...body, offset, limit: 250, sample: 'all' };
      return timed(() => node.post('/api/projects/large/datasets/transactions/rows', asked));
    };
    const query = (offset: number) => timed(() => byHand(`${sql} LIMIT 250 OFFSET ${offset}`));
    const reach = body.filter ? 3_000 : 9_000_000;
    results.push(line(`${name}, first`, await read(0), await query(0)));
    const whole = await read(reach);
    if (body.sort) {
      const uncopied = await read(Math.floor(reach / 3));
      results.push(line(`${name}, any before there is a copy`, uncopied, await query(Math.floor(reach / 3))));
      await waitForCopy(copies, ++sorted);
    }
    const [ours, peer]: number[][] = [[], []];
    for (let i = 0; i < pages; i++) {
      const offset = Math.floor((reach * (i + 1)) / pages);
      ours?.push(await read(offset));
      if (i < 3) peer?.push(await query(offset));
    }
    if (sql) results.push(line(`${name}, until any page is quick`, whole, await query(reach)));
    results.push(line(`${name}, any`, median(ours ?? []), median(peer ?? [])));
  }
  return results;
}

async function waitForCopy(copies: Peers['copies'], count: number): Promise<void> {
  while ((await copies()).filter((name) => !name.includes('.tmp')).length < count)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function line(name: string, value: number, peer_value: number): BenchResult {
  const peer = 'the query alone, by hand';
  return {
    name: `grid: ${name}`,
    value,
    unit: 'ms',
    peer,
    peer_value,
    ratio: value / peer_value,
    goal: 'for comparison',
    ok: null,
  };
}
