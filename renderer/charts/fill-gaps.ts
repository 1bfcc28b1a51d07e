import type { Chart, ChartReply } from '../../nodes/contract/project/index.ts';

const MOST = 2000;
const DAY = 86_400_000;
const steps: Record<string, (time: Date) => Date> = {
  minute: (time) => new Date(time.getTime() + 60_000),
  hour: (time) => new Date(time.getTime() + 3_600_000),
  day: (time) => new Date(time.getTime() + DAY),
  week: (time) => new Date(time.getTime() + 7 * DAY),
  month: (time) => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 1)),
  quarter: (time) => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 3, 1)),
  year: (time) => new Date(Date.UTC(time.getUTCFullYear() + 1, 0, 1)),
};

/** Every group from the first to the last, when they follow one another; undefined when that cannot be said. */
export function groupsBetween(
  values: readonly unknown[],
  { bin, width }: { bin?: string; width?: number },
): unknown[] | undefined {
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.length < 2) return undefined;
  if (width) {
    const numbers = known.map((value) => Math.round(Number(value) / width));
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    if (!(last - first < MOST)) return undefined;
    const byStep = new Map(known.map((value, index) => [numbers[index], value]));
    return Array.from({ length: last - first + 1 }, (_, index) => byStep.get(first + index) ?? (first + index) * width);
  }
  const step = steps[bin ?? ''];
  if (!step) return undefined;
  const texts = known.map(String).sort();
  const last = Date.parse(`${texts.at(-1)}Z`);
  const filled: string[] = [];
  let at = new Date(Date.parse(`${texts[0]}Z`));
  if (Number.isNaN(last) || Number.isNaN(at.getTime())) return undefined;
  for (; at.getTime() <= last; at = step(at)) {
    if (filled.length >= MOST) return undefined;
    filled.push(at.toISOString().slice(0, 19));
  }
  return filled.length >= texts.length ? filled : undefined;
}

const isZeroWhenEmpty = (aggregate: string | undefined) =>
  aggregate === undefined || aggregate === 'count' || aggregate === 'sum' || aggregate === 'count-distinct';

/** Bins without rows are part of a distribution and of a course of time: they stand there with zero, or with a gap for means. */
export function fillGaps(chart: Chart, page: ChartReply): ChartReply {
  const cut = page.bins?.dimension;
  const isOrdered =
    chart.order?.by === 'figure' || chart.kind === 'table' || chart.kind === 'pie' || chart.kind === 'donut';
  if (!cut || isOrdered || page.columns.length < 2 || chart.kind === 'box' || chart.kind === 'treemap') return page;
  const groups = page.columns[0] ?? [];
  const filled = groupsBetween(groups, cut);
  if (!filled || filled.length <= groups.length) return page;
  const rows = new Map(groups.map((group, row) => [String(group), row]));
  const all = chart.order?.descending ? [...filled].reverse() : filled;
  const complete = groups.some((group) => group === null) ? [...all, null] : all;
  return {
    ...page,
    columns: page.columns.map((values, index) =>
      complete.map((group) => {
        if (index === 0) return group;
        const row = rows.get(String(group));
        if (row !== undefined) return values[row] ?? null;
        return isZeroWhenEmpty(chart.measures[index - 1]?.aggregate) ? 0 : null;
      }),
    ),
  };
}
