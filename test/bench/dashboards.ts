import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { type BenchResult, median } from './bench-result.ts';
import { type BenchTile, benchTiles } from './dashboard-tiles.ts';
import { makeLargeProject } from './ten-million.ts';
import { type BenchWorkbench, startWorkbench } from './workbench-page.ts';

const rounds = 5;
const goalRatio = 1.5;

/** A filter that is set by a click, and the same by hand. Each round has another: the same question is answered from memory. */
interface Picked {
  words: string;
  filter: (n: number) => Record<string, unknown>;
  where: (n: number) => string;
}

const picks: readonly Picked[] = [
  {
    words: 'nearly all rows',
    filter: (n) => ({ column: 'city', values: [`city ${n}`], exclude: true }),
    where: (n) => `city <> 'city ${n}'`,
  },
  {
    words: 'one city picked',
    filter: (n) => ({ column: 'city', values: [`city ${n}`] }),
    where: (n) => `city = 'city ${n}'`,
  },
];

interface Bench {
  workbench: BenchWorkbench;
  byHand: (sql: string, where: string) => Promise<unknown>;
}

/**
 * A dashboard of twenty tiles over ten million rows: each tile after a pick, all of them at once over HTTP and in the browser, and
 * statistics cards over all rows; beside the same figures by hand-written SQL in a session of its own.
 */
export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-dashboards-'));
  let workbench: BenchWorkbench | undefined;
  let session: Session | undefined;
  try {
    const { transactions } = await makeLargeProject(folder);
    workbench = await startWorkbench(folder);
    session = await openSession({});
    const byHand = (sql: string, where: string) => {
      const rows = `(SELECT * FROM ${transactions} WHERE ${where})`;
      return session!.query(
        /^\s*WITH /i.test(sql) ? sql.replace(/^\s*WITH /i, `WITH t AS ${rows}, `) : `WITH t AS ${rows} ${sql}`,
      );
    };
    const bench = { workbench, byHand };
    await ask(bench, benchTiles[0]!, picks[0]!.filter(899));
    return [...(await measureTiles(bench)), ...(await measurePage(bench)), ...(await measureCards(bench))];
  } finally {
    session?.close();
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ask = ({ workbench }: Bench, { chart }: BenchTile, filter: Record<string, unknown>): Promise<unknown> =>
  workbench.node.post('/api/projects/large/charts', {
    chart: { dataset: 'transactions', ...chart },
    filters: [filter],
  });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function measureTiles(bench: Bench): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const { words, filter, where } of picks)
    for (const tile of benchTiles) {
      const [ours, peer]: [number[], number[]] = [[], []];
      for (let n = 0; n < rounds; n++) {
        ours.push(await timed(() => ask(bench, tile, filter(n))));
        peer.push(await timed(() => bench.byHand(tile.sql, where(n))));
      }
      results.push(line(`tile, ${words}: ${tile.name}`, median(ours), median(peer)));
    }
  return results;
}

/** All tiles at once, as the browser asks, and until the last of them is drawn. */
async function measurePage(bench: Bench): Promise<BenchResult[]> {
  await bench.workbench.node.post('/api/projects/large/edits', { label: 'Add', edits: [board] });
  const page = await bench.workbench.newPage();
  const results: BenchResult[] = [];
  for (const { words, filter, where } of picks) {
    const [ours, peer, seen]: [number[], number[], number[]] = [[], [], []];
    for (let n = 0; n < rounds; n++) {
      const asked = filter(100 + n);
      ours.push(await timed(() => Promise.all(benchTiles.map((tile) => ask(bench, tile, asked)))));
      peer.push(await timed(() => Promise.all(benchTiles.map(({ sql }) => bench.byHand(sql, where(100 + n))))));
      seen.push(await untilDrawn(page, bench.workbench.node.url, filter(200 + n)));
    }
    results.push(line(`${benchTiles.length} tiles at once, ${words}`, median(ours), median(peer)));
    results.push(line(`${benchTiles.length} tiles drawn in the browser, ${words}`, median(seen), median(peer)));
  }
  await page.context().close();
  return results;
}

const board = {
  family: 'dashboards',
  id: 'many',
  value: {
    ...{ id: 'many', name: 'Many tiles' },
    pages: [
      {
        ...{ id: 'page-1', title: 'Overview' },
        tiles: benchTiles.map(({ name, chart }, at) => ({
          ...{ id: `tile-${at}`, title: name, x: (at % 4) * 3, y: 3 * Math.floor(at / 4), w: 3, h: 3 },
          content: { kind: 'chart', chart: { dataset: 'transactions', ...chart } },
        })),
      },
    ],
  },
};

/** From the change of the address until no tile is asked for any more, as the button that asks again tells. */
async function untilDrawn(page: Page, url: string, filter: Record<string, unknown>): Promise<number> {
  const address = (one: unknown) => `${url}/#/p/large/dashboards/many?f=${encodeURIComponent(JSON.stringify(one))}`;
  const again = (isAsking: boolean) =>
    page.waitForFunction(
      (wanted) => {
        const button = document.querySelector<HTMLButtonElement>('[aria-label="Read the data again"]');
        const isEmpty = document.querySelector('[data-tile] .mantine-Skeleton-root') !== null;
        return button !== null && button.disabled === wanted && (wanted || !isEmpty);
      },
      isAsking,
      { timeout: 600_000, polling: 'raf' },
    );
  if (!page.url().includes('/dashboards/many')) {
    await page.goto(address({ column: 'city', values: ['nowhere'] }));
    await page
      .locator('[data-tile]')
      .nth(benchTiles.length - 1)
      .waitFor();
    await again(false);
  }
  const start = performance.now();
  await page.goto(address(filter));
  await again(true);
  await again(false);
  return performance.now() - start;
}

const cards: readonly { name: string; card: Record<string, unknown>; sql: string }[] = [
  {
    name: 'a number described',
    card: { kind: 'describe', settings: { columns: ['amount'] } },
    sql: `WITH s AS (SELECT min(amount) a, (max(amount) - min(amount)) / 30 w FROM t),
        h AS (SELECT floor((amount - a) / w) b, count(*) n FROM t, s GROUP BY b)
      SELECT count(amount), count(*), approx_count_distinct(amount), avg(amount), stddev_samp(amount), skewness(amount),
        kurtosis(amount), min(amount), max(amount),
        quantile_cont(amount, [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]), (SELECT list(h) FROM h) FROM t`,
  },
  {
    name: 'correlations of three numbers',
    card: { kind: 'correlation', settings: { columns: ['amount', 'age', 'id'] } },
    sql: 'SELECT corr(amount, age), corr(amount, id), corr(age, id) FROM t',
  },
  {
    name: 'a number by two groups',
    card: { kind: 'two-sample-t', settings: { columns: ['amount'], group: 'online' } },
    sql: `SELECT online, count(amount), avg(amount), var_samp(amount), quantile_cont(amount, [0.25, 0.5, 0.75]), min(amount), max(amount)
      FROM t GROUP BY online`,
  },
  {
    name: 'principal components of three numbers',
    card: { kind: 'pca', settings: { columns: ['amount', 'age', 'id'] } },
    sql: `SELECT avg(amount), avg(age), avg(id), stddev_samp(amount), stddev_samp(age), stddev_samp(id), covar_samp(amount, age),
        covar_samp(amount, id), covar_samp(age, id) FROM t`,
  },
];

async function measureCards({ workbench, byHand }: Bench): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const { name, card, sql } of cards) {
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let n = 0; n < rounds; n++) {
      const asked = { card, sample: 'all', filter: `age <> ${n}` };
      ours.push(await timed(() => workbench.node.post('/api/projects/large/datasets/transactions/statistics', asked)));
      peer.push(await timed(() => byHand(sql, `age <> ${n}`)));
    }
    results.push({ ...line(`statistics, ${name}`, median(ours), median(peer)), goal: 'for comparison', ok: null });
  }
  return results;
}

function line(name: string, value: number, peer_value: number): BenchResult {
  const ratio = value / peer_value;
  return {
    ...{ name: `dashboards: ${name}`, value, unit: 'ms', peer: 'the same by hand', peer_value, ratio },
    // Small answers are told apart by the way there and back alone.
    ...{ goal: `≤ ${goalRatio}, or 50 ms more`, ok: ratio <= goalRatio || value - peer_value <= 50 },
  };
}
