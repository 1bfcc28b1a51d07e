/** A tile of the measured dashboard: its chart, and a query by hand that gives the same figures. */
export interface BenchTile {
  name: string;
  chart: Record<string, unknown>;
  /** `t` are the filtered rows. */
  sql: string;
}

const amount = (aggregate: string) => ({ column: 'amount', aggregate });
const city = { column: 'city' };
const online = { column: 'online' };
const month = { column: 'sold', bin: 'month' };
const plane = { dimension: { column: 'amount' }, measures: [{ column: 'age', aggregate: 'avg' }] };
const counted = [{ aggregate: 'count' }];
const byMonth = `date_trunc('month', sold)`;
const share = (part: number) => `quantile_cont(amount, ${part})`;
/** Smallest and largest value of both axes, and their distances. */
const span = 'SELECT min(amount) x0, max(amount) - min(amount) dx, min(age) y0, max(age) - min(age) dy FROM t';
const points = 'FROM t WHERE amount IS NOT NULL AND age IS NOT NULL';
const top = (key: string, figure: string, count: number) =>
  `SELECT ${key}, ${figure} f FROM t GROUP BY ALL ORDER BY f DESC LIMIT ${count}`;
/** Kinds of one series more than they show are cut to the largest, and those have their figures by the other grouping. */
const topCities = 'SELECT city FROM t GROUP BY city ORDER BY count(*) DESC LIMIT 12';

export const benchTiles: readonly BenchTile[] = [
  { name: 'count', chart: { kind: 'kpi', measures: counted }, sql: 'SELECT count(*) FROM t' },
  { name: 'sum', chart: { kind: 'kpi', measures: [amount('sum')] }, sql: 'SELECT sum(amount) FROM t' },
  {
    name: 'mean and median',
    chart: { kind: 'kpi', measures: [amount('avg'), amount('median')] },
    sql: 'SELECT avg(amount), median(amount) FROM t',
  },
  {
    name: 'figure over time',
    chart: { kind: 'kpi', dimension: month, measures: [amount('sum')] },
    sql: `SELECT ${byMonth} m, sum(amount) FROM t GROUP BY m ORDER BY m`,
  },
  {
    name: 'gauge of a spread',
    chart: { kind: 'gauge', measures: [amount('stddev')] },
    sql: 'SELECT stddev_samp(amount) FROM t',
  },
  {
    name: 'bars of 900 cities',
    chart: { kind: 'bars', dimension: city, measures: [amount('sum')], limit: 20 },
    sql: top('city', 'sum(amount)', 20),
  },
  {
    name: 'bars of 50,000 merchants and the rest',
    chart: { kind: 'bars', dimension: { column: 'merchant' }, measures: counted, limit: 10, other: true },
    sql: `WITH g AS (SELECT merchant, count(*) f FROM t GROUP BY merchant), k AS (SELECT * FROM g ORDER BY f DESC LIMIT 10)
      SELECT CASE WHEN merchant IN (SELECT merchant FROM k) THEN merchant ELSE '(other)' END n, sum(f) FROM g GROUP BY n`,
  },
  {
    name: 'stacked columns',
    chart: { kind: 'columns', dimension: month, series: online, measures: counted, stack: 'stacked' },
    sql: `SELECT ${byMonth} m, online, count(*) FROM t GROUP BY ALL ORDER BY ALL`,
  },
  {
    name: 'lines by day',
    chart: { kind: 'lines', dimension: { column: 'sold', bin: 'day' }, measures: [amount('avg')] },
    sql: `SELECT date_trunc('day', sold) d, avg(amount) FROM t GROUP BY d ORDER BY d`,
  },
  {
    name: 'area of 12 of 900 cities',
    chart: { kind: 'area', dimension: month, series: city, measures: counted },
    sql: `WITH k AS (${topCities}) SELECT ${byMonth} m, CASE WHEN city IN (FROM k) THEN city ELSE '(other)' END c, count(*)
      FROM t GROUP BY ALL ORDER BY ALL`,
  },
  {
    name: 'columns and a line',
    chart: { kind: 'combo', dimension: month, measures: [...counted, amount('avg')] },
    sql: `SELECT ${byMonth} m, count(*), avg(amount) FROM t GROUP BY m ORDER BY m`,
  },
  {
    name: 'donut',
    chart: { kind: 'donut', dimension: online, measures: counted },
    sql: 'SELECT online, count(*) FROM t GROUP BY online',
  },
  {
    name: 'heat map of the week',
    chart: {
      ...{ kind: 'heatmap', dimension: { column: 'sold', bin: 'weekday' } },
      ...{ series: { column: 'sold', bin: 'hour-of-day' }, measures: counted },
    },
    sql: 'SELECT isodow(sold) d, hour(sold) h, count(*) FROM t GROUP BY ALL ORDER BY ALL',
  },
  {
    name: 'pivot table with totals',
    chart: { kind: 'pivot', dimension: month, series: online, measures: [amount('avg')] },
    sql: `SELECT ${byMonth} m, online, avg(amount) FROM t GROUP BY GROUPING SETS ((m, online), (m), (online), ())`,
  },
  {
    name: 'histogram',
    chart: { kind: 'histogram', dimension: { column: 'amount', bin: 'auto' }, measures: counted },
    sql: `WITH s AS (${span}) SELECT floor(amount / (dx / 20)) b, count(*) FROM t, s GROUP BY b ORDER BY b`,
  },
  {
    name: 'box plot',
    chart: { kind: 'box', dimension: online, measures: [amount('median')] },
    sql: `SELECT online, ${[0.05, 0.25, 0.5, 0.75, 0.95].map(share)}, min(amount), max(amount), count(*) FROM t GROUP BY online`,
  },
  {
    name: 'scatter of a sample',
    chart: { kind: 'scatter', ...plane },
    sql: `SELECT amount, age FROM (SELECT amount, age ${points}) USING SAMPLE reservoir(3000 ROWS)`,
  },
  {
    name: 'hexagons',
    chart: { kind: 'hexbin', ...plane },
    sql: `WITH s AS (${span}), p AS (SELECT (amount - x0) / (dx / 32) p, (age - y0) / (dy / 18.5) q FROM t, s)
      SELECT CASE WHEN a THEN round(p) ELSE floor(p) + 0.5 END x, CASE WHEN a THEN round(q) ELSE floor(q) + 0.5 END y, count(*)
      FROM (SELECT p, q, (p - round(p)) ^ 2 + 3 * (q - round(q)) ^ 2
        <= (p - floor(p) - 0.5) ^ 2 + 3 * (q - floor(q) - 0.5) ^ 2 a FROM p) GROUP BY ALL`,
  },
  {
    name: 'density',
    chart: { kind: 'density', ...plane },
    sql: `WITH s AS (${span}) SELECT floor((amount - x0) / (dx / 64)) x, floor((age - y0) / (dy / 48)) y, count(*)
      FROM t, s GROUP BY ALL`,
  },
  {
    name: 'rows with the largest amounts',
    chart: {
      kind: 'table',
      columns: ['id', 'merchant', 'amount'],
      sort: { by: 'amount', descending: true },
      limit: 50,
    },
    sql: 'SELECT id, merchant, amount, (SELECT count(*) FROM t) FROM t ORDER BY amount DESC LIMIT 50',
  },
];
