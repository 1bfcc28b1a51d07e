import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNear } from '../../../test/support/near.ts';
import type { BlockOf, StatisticsReply } from '../../contract/statistics.ts';
import { openSession, type Session } from '../sql/session.ts';
import { groupSpreads, moments } from './moments.ts';
import { queryCard } from './query-card.ts';

/** Five thousand rows by a formula; expectations by scipy 1.17 and pandas 3 of the same formula. `t` has 14 values, the others repeat rarely. */
const sql = `(SELECT *, CASE WHEN i % 17 <> 0 THEN (i * 271 % 883) / 2.0::DOUBLE END AS e, x * 0.01 + (i * 31337 % 509) / 3.0::DOUBLE AS y FROM (
  SELECT i, g, (i * 7919 % 10007) / 7.0::DOUBLE + CASE g WHEN 'a' THEN 40 ELSE 0 END AS x,
    ((i * 104729 % 997) % 13 + CASE g WHEN 'a' THEN 1 ELSE 0 END)::INTEGER AS t FROM (
      SELECT i, CASE WHEN i * 7 % 11 < 4 THEN 'a' WHEN i * 7 % 11 < 9 THEN 'b' ELSE 'c' END AS g FROM range(5000) r(i))))`;

let session: Session;
let ask: (kind: string, settings: Record<string, unknown>) => Promise<StatisticsReply>;
beforeAll(async () => {
  session = await openSession({ preserveOrder: true });
  const schema = await session.describe(`SELECT * FROM ${sql}`);
  const rows = { dataset: 'd', sql, schema, total: 5000 };
  ask = (kind, settings) => queryCard(session, rows, { kind, settings, sample: 'all', level: 0.05 });
});
afterAll(() => session.close());

const testsOf = ({ sections }: StatisticsReply) =>
  sections.flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'tests' ? block.outcomes : []));

describe('tests of many values', () => {
  const groups = ['a', 'b'];

  it('Mann–Whitney: the approximation, with and without many ties', async () => {
    const [x, t] = testsOf(await ask('mann-whitney', { columns: ['x', 't'], group: 'g', groups }));
    expectNear(x?.statistic?.value, 2178955);
    expectNear(x?.p, 0.0027117166485308383);
    expectNear(t?.statistic?.value, 2374121.5);
    expectNear(t?.p, 2.0270149111417144e-16);
  });

  it('Kruskal–Wallis, with and without many ties', async () => {
    const [x, t] = testsOf(await ask('kruskal-wallis', { columns: ['x', 't'], group: 'g' }));
    expectNear(x?.statistic?.value, 10.284397867162916);
    expectNear(x?.p, 0.005844823194210164);
    expectNear(t?.statistic?.value, 78.02036873714955);
    expectNear(t?.p, 1.143120967246166e-17);
  });

  it('Kolmogorov–Smirnov: the limit distribution, and whether values are equal', async () => {
    const [x, t, i] = testsOf(await ask('kolmogorov-smirnov', { columns: ['x', 't', 'i'], group: 'g', groups }));
    expectNear(x?.statistic?.value, 0.028716588978621505);
    expectNear(x?.p, 0.37540617458508646);
    expectNear(t?.statistic?.value, 0.07818343541181115);
    expectNear(t?.p, 8.658500937797734e-6);
    expect([x, t, i].map((outcome) => outcome?.warnings.length)).toEqual([1, 1, 0]);
  });
});

const matrixOf = ({ sections }: StatisticsReply) =>
  sections.flatMap(({ blocks }) => blocks).find((block): block is BlockOf<'matrix'> => block.kind === 'matrix');

describe('correlations of many values', () => {
  const columns = ['x', 't', 'y', 'e'];
  const counts = [
    [0, 5000, 5000, 4705],
    [5000, 0, 5000, 4705],
    [5000, 5000, 0, 4705],
    [4705, 4705, 4705, 0],
  ];

  it.each([
    [
      'pearson',
      [
        0.00798732394052722, 0.08180764302175031, -0.0020312657138489855, 0.0038126161701840314, -0.009380574114976243,
        0.0041253886315023676,
      ],
    ],
    [
      'spearman',
      [
        0.007709876706043665, 0.08016622738165485, -0.0020083968611378854, 0.0036953285700086626, -0.009371078360861198,
        0.004139528367142969,
      ],
    ],
  ])('%s, each pair over the rows that have both', async (method, expected) => {
    const matrix = matrixOf(await ask('correlation', { method, columns }));
    const pairs = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ] as const;
    for (const [at, [i, j]] of pairs.entries()) {
      expectNear(matrix?.values[i]?.[j], expected[at]!);
      expect(matrix?.values[j]?.[i]).toBe(matrix?.values[i]?.[j]);
    }
    expect(matrix?.counts).toEqual(counts);
  });
});

describe('moments far from zero', () => {
  const rows = `(SELECT (i * 7919 % 10007) / 7.0::DOUBLE * 1e-3 + 1e9 AS x, i % 2 AS g FROM range(5000) r(i))`;
  const query = async (text: string) => (await session.query(text)).columns;

  it('keep their digits: mean, variance, skewness and kurtosis by fractions', async () => {
    const [found] = await moments({ query, rows }, ['x']);
    const { count, mean, m2, m3, m4 } = found!;
    expectNear(mean, 1000000000.7151736, 15);
    expectNear(m2 / (count - 1), 0.17041029294610924, 11);
    expectNear(m3 / count / (m2 / count) ** 1.5, -0.00013743673133423856, 8);
    expectNear(m4 / count / (m2 / count) ** 2, 1.7998532248366197, 11);
  });

  it('also by groups that lie far apart', async () => {
    const far = `(SELECT CASE WHEN g = 0 THEN x ELSE x - 3e9 END AS x, g FROM ${rows})`;
    const near = await groupSpreads({ query, rows }, { values: ['x'], group: 'g::VARCHAR', most: 5 });
    const apart = await groupSpreads({ query, rows: far }, { values: ['x'], group: 'g::VARCHAR', most: 5 });
    for (const [at, { spreads }] of apart.entries()) expectNear(spreads[0]?.m2, near[at]!.spreads[0]!.m2, 6);
  });
});

describe('cards of many rows', () => {
  it('count every row once in histograms and cells, and say what lies beyond', async () => {
    const described = await ask('describe', { columns: ['x', 't', 'e'] });
    for (const { blocks } of described.sections) {
      const histogram = blocks.find((block): block is BlockOf<'histogram'> => block.kind === 'histogram')!;
      const figures = blocks.find((block): block is BlockOf<'figures'> => block.kind === 'figures')!;
      const all = histogram.bins.reduce((sum, { count }) => sum + count, histogram.below + histogram.above);
      expect(all).toBe(figures.figures.find(({ label }) => label === 'Values')?.value);
    }
    const related = await ask('relation', { column: 'y', against: ['x'], codes: 'numbers' });
    const cells = related.sections[0]!.blocks.find((block): block is BlockOf<'cells'> => block.kind === 'cells')!;
    expect(cells.counts.reduce((sum, count) => sum + count, 0)).toBe(5000);
  });

  it('draw a biplot of an even sample, the same every time', async () => {
    const question = { columns: ['x', 't', 'y', 'e'], colour: 'g' };
    const [first, second] = [await ask('pca', question), await ask('pca', question)];
    expect(first).toEqual(second);
    const points = first.sections
      .flatMap(({ blocks }) => blocks)
      .find((block): block is BlockOf<'points'> => block.kind === 'points')!;
    expect([points.xs.length, points.ys.length, points.groups?.length]).toEqual([1500, 1500, 1500]);
    expect(points.sample).toBe('1,500 of 4,705 rows, chosen evenly');
    const mean = points.xs.reduce((sum, x) => sum + x, 0) / points.xs.length;
    expect(Math.abs(mean)).toBeLessThan(0.15);
    expect(first.sections[0]?.blocks).toContainEqual({
      kind: 'note',
      tone: 'info',
      text: '295 rows of 5,000 lack a value and are left out.',
    });
  });
});

describe('a card that is no longer wanted', () => {
  it('stops the database in the middle of its work, and leaves no table behind', async () => {
    const endless = '(SELECT i::DOUBLE AS x FROM range(3000000000) r(i))';
    const leaving = new AbortController();
    const impatient: Session = Object.assign(Object.create(session), {
      run: (text: string, options: object) => {
        setTimeout(() => leaving.abort(), 50);
        return session.run(text, options);
      },
    });
    const rows = { dataset: 'd', sql: endless, schema: [{ name: 'x', type: 'double' as const }], total: null };
    const query = { kind: 'describe', settings: {}, sample: 'all' as const, level: 0.05, signal: leaving.signal };
    await expect(queryCard(impatient, rows, query)).rejects.toMatchObject({ code: 'ABORTED' });
    const { columns } = await session.query(
      "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'card_%'",
    );
    expect(columns[0]).toEqual([]);
  });
});
