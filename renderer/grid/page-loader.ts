import type { DatasetRows } from '../../nodes/contract/dataset-rows.ts';

export type LoadPage = (offset: number, limit: number, signal: AbortSignal) => Promise<DatasetRows>;

interface Options {
  load: LoadPage;
  pageRows: number;
  /** Rows came: `index` is the first of their pages. */
  onPage: (index: number, page: DatasetRows) => void;
  onError: (cause: unknown) => void;
}

/** Neighbouring pages, asked for in one request. */
interface Span {
  first: number;
  last: number;
  request: AbortController;
}

/** Requests on their way at the same time: more would only wait for each other in the node. */
const PARALLEL = 3;
/** Pages asked for beyond those in sight, in the direction of scrolling, at rest … */
const AHEAD = 2;
/** … and while scrolling fast: as many as so many steps of the last size will pass, up to a most. */
const STEPS_AHEAD = 16;
const MOST_AHEAD = 24;
/** Pages of one request beyond those in sight: several cost the node little more than one, … */
const SPAN = 8;
/** … unless their cells are so many. */
const SPAN_CELLS = 100_000;
/** Beyond so many pages a step is a jump, which says nothing of the next … */
const JUMP = 4;
/** … and after another one is answered only when no more follow for so long, in milliseconds: the scroll bar is being dragged. */
const REST = 60;
/** Pages kept; the farthest from sight go first. */
const KEPT = 240;

/**
 * Pages of rows as they come into view: those in sight first, then some ahead, the more the faster they pass. What was scrolled
 * past before it came is given up, so that a jump never waits for the way there.
 */
export class PageLoader {
  private readonly options: Options;
  private readonly pages = new Map<number, DatasetRows>();
  private readonly spans = new Set<Span>();
  /** Pages in sight, and behind them those ahead. */
  private queue: number[] = [];
  private inSight: ReadonlySet<number> = new Set();
  private sight = 0;
  private from = 0;
  /** Rows of a step of scrolling, smoothed; its sign is the direction. */
  private pace = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private isWaiting = false;
  private isStopped = false;

  constructor(options: Options) {
    this.options = options;
  }

  /** The rows that a page is part of; its own begin at `index × pageRows`. */
  page(index: number): DatasetRows | undefined {
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
    const isJump = this.follow(from);
    this.sight = (first + final) / 2;
    const wanted = Array.from({ length: final - first + 1 }, (_, i) => first + i);
    const direction = this.pace < 0 ? -1 : 1;
    if (direction < 0) wanted.reverse();
    this.inSight = new Set(wanted);
    const [edge, end] =
      direction > 0
        ? [final, Math.min(pageOf(last), this.aheadOf(final, 1))]
        : [first, Math.max(0, this.aheadOf(first, -1))];
    for (let ahead = edge + direction; (end - ahead) * direction >= 0; ahead += direction) wanted.push(ahead);
    this.giveUpAllBut(new Set(wanted));
    const asked = new Set([...this.spans].flatMap((span) => pagesOf(span)));
    this.queue = wanted.filter((index) => !this.pages.has(index) && !asked.has(index));
    if (isJump) this.rest();
    else this.isWaiting = false;
    this.next();
  }

  /** Gives up what is on its way; nothing is told any more. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.resting);
    this.queue = [];
    for (const { request } of this.spans) request.abort();
    this.spans.clear();
  }

  /** Takes note of a step of scrolling; true when it is a jump. */
  private follow(from: number): boolean {
    const step = from - this.from;
    this.from = from;
    if (step === 0) return false;
    const isJump = Math.abs(step) > JUMP * this.options.pageRows;
    const isTurn = step > 0 !== this.pace > 0;
    this.pace = isJump ? Math.sign(step) : isTurn ? step : (this.pace + step) / 2;
    return isJump;
  }

  /** The first jump is answered at once, those right behind it when they have come to rest. */
  private rest(): void {
    this.isWaiting = this.resting !== undefined;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.resting = undefined;
      this.isWaiting = false;
      this.next();
    }, REST);
  }

  /** The last page to ask for beyond the edge of what is in sight; while scrolling fast the end of a whole span. */
  private aheadOf(edge: number, direction: 1 | -1): number {
    const passing = Math.ceil((Math.abs(this.pace) * STEPS_AHEAD) / this.options.pageRows);
    if (passing <= AHEAD) return edge + AHEAD * direction;
    const reach = edge + Math.min(MOST_AHEAD, passing) * direction;
    const span = this.spanPages;
    return direction > 0 ? Math.ceil((reach + 1) / span) * span - 1 : Math.floor(reach / span) * span;
  }

  private giveUpAllBut(wanted: ReadonlySet<number>): void {
    for (const span of this.spans) {
      if (pagesOf(span).some((index) => wanted.has(index))) continue;
      this.spans.delete(span);
      span.request.abort();
    }
  }

  private next(): void {
    if (this.isWaiting || this.isStopped) return;
    while (this.spans.size < PARALLEL && this.queue.length > 0) void this.fetch(this.takeSpan());
  }

  /** The first page that waits, and those beside it that wait next: what is in sight does not wait for what is ahead. */
  private takeSpan(): Span {
    const start = this.queue.shift() ?? 0;
    const span = { first: start, last: start, request: new AbortController() };
    while (this.queue.length > 0 && span.last - span.first + 1 < this.spanPages) {
      const [next = 0] = this.queue;
      if (this.inSight.has(next) !== this.inSight.has(start)) break;
      if (next === span.last + 1) span.last = next;
      else if (next === span.first - 1) span.first = next;
      else break;
      this.queue.shift();
    }
    return span;
  }

  private get spanPages(): number {
    const columns = this.pages.get(0)?.columns.length ?? 1;
    return Math.max(1, Math.min(SPAN, Math.floor(SPAN_CELLS / (columns * this.options.pageRows))));
  }

  private async fetch(span: Span): Promise<void> {
    this.spans.add(span);
    const { load, pageRows, onPage, onError } = this.options;
    const { signal } = span.request;
    try {
      const page = await load(span.first * pageRows, pagesOf(span).length * pageRows, signal);
      if (signal.aborted || this.isStopped) return;
      for (const index of pagesOf(span)) this.pages.set(index, page);
      this.forgetFar();
      onPage(span.first, page);
    } catch (cause) {
      if (!signal.aborted && !this.isStopped) onError(cause);
    } finally {
      this.spans.delete(span);
      this.next();
    }
  }

  /** The first page stays: it tells the columns. */
  private forgetFar(): void {
    if (this.pages.size <= KEPT) return;
    const distance = (index: number) => Math.abs(index - this.sight);
    const farthest = [...this.pages.keys()].filter((index) => index !== 0).sort((a, b) => distance(b) - distance(a));
    for (const index of farthest.slice(0, this.pages.size - KEPT)) this.pages.delete(index);
  }
}

const pagesOf = ({ first, last }: Span): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
