import type { RowsPage } from '../../nodes/contract/schema.ts';

export type LoadPage = (offset: number, limit: number, signal: AbortSignal) => Promise<RowsPage>;

interface Options {
  load: LoadPage;
  pageRows: number;
  onPage: (index: number, page: RowsPage) => void;
  onError: (cause: unknown) => void;
}

/** Requests on their way at the same time: more would only wait for each other in the node. */
const PARALLEL = 3;
/** Pages asked for beyond those in sight, in the direction of scrolling. */
const AHEAD = 2;
/** Pages kept; the farthest from sight go first. */
const KEPT = 160;

/**
 * Pages of rows as they come into view: those in sight first, then some ahead. What was scrolled past before it came is given
 * up, so that a jump never waits for the way there.
 */
export class PageLoader {
  private readonly options: Options;
  private readonly pages = new Map<number, RowsPage>();
  private readonly requests = new Map<number, AbortController>();
  private queue: number[] = [];
  private middle = 0;
  private direction: 1 | -1 = 1;
  private isStopped = false;

  constructor(options: Options) {
    this.options = options;
  }

  page(index: number): RowsPage | undefined {
    return this.pages.get(index);
  }

  /** Number of rows up to the last that was read. */
  get known(): number {
    return [...this.pages.values()].reduce(
      (most, page) => Math.max(most, page.offset + (page.columns[0]?.length ?? 0)),
      0,
    );
  }

  /** Asks for the pages of a range of rows; `last` is the last row there is. */
  show(from: number, to: number, last: number): void {
    const pageOf = (row: number) => Math.floor(Math.max(0, Math.min(last, row)) / this.options.pageRows);
    const [first, final] = [pageOf(Math.min(from, to)), pageOf(Math.max(from, to))];
    const middle = (first + final) / 2;
    if (middle !== this.middle) this.direction = middle > this.middle ? 1 : -1;
    this.middle = middle;
    const wanted = Array.from({ length: final - first + 1 }, (_, i) => first + i);
    if (this.direction < 0) wanted.reverse();
    const edge = this.direction > 0 ? final : first;
    const end = pageOf(last);
    for (let step = 1; step <= AHEAD; step += 1) {
      const ahead = edge + step * this.direction;
      if (ahead >= 0 && ahead <= end) wanted.push(ahead);
    }
    const isWanted = new Set(wanted);
    for (const [index, request] of this.requests) {
      if (isWanted.has(index)) continue;
      this.requests.delete(index);
      request.abort();
    }
    this.queue = wanted.filter((index) => !this.pages.has(index) && !this.requests.has(index));
    this.next();
  }

  /** Gives up what is on its way; nothing is told any more. */
  stop(): void {
    this.isStopped = true;
    this.queue = [];
    for (const request of this.requests.values()) request.abort();
    this.requests.clear();
  }

  private next(): void {
    while (this.requests.size < PARALLEL && this.queue.length > 0) void this.fetch(this.queue.shift() ?? 0);
  }

  private async fetch(index: number): Promise<void> {
    const request = new AbortController();
    this.requests.set(index, request);
    const { load, pageRows, onPage, onError } = this.options;
    try {
      const page = await load(index * pageRows, pageRows, request.signal);
      if (request.signal.aborted || this.isStopped) return;
      this.pages.set(index, page);
      this.forgetFar();
      onPage(index, page);
    } catch (cause) {
      if (!request.signal.aborted && !this.isStopped) onError(cause);
    } finally {
      if (this.requests.get(index) === request) this.requests.delete(index);
      this.next();
    }
  }

  /** The first page stays: it tells the columns. */
  private forgetFar(): void {
    if (this.pages.size <= KEPT) return;
    let farthest = 0;
    for (const index of this.pages.keys()) {
      if (index !== 0 && (farthest === 0 || Math.abs(index - this.middle) > Math.abs(farthest - this.middle)))
        farthest = index;
    }
    this.pages.delete(farthest);
  }
}
