import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StatisticsBlock } from '../../nodes/contract/statistics.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { queryCard } from '../../nodes/engine/statistics/query-card.ts';
import { cardKinds } from '../../nodes/engine/statistics/registry.ts';
import { init } from '../../renderer/charts/engine.ts';
import { palettes } from '../../renderer/charts/palette.ts';
import { blockOption, isPlotted, plottedBlocks } from '../../renderer/charts/statistics/block-option.ts';
import { iconNames } from '../../renderer/ui/icons.ts';
import { valuesRelation } from '../support/values-relation.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ preserveOrder: true });
});
afterAll(() => session.close());

function picture(block: StatisticsBlock, theme: 'light' | 'dark' = 'light'): string {
  if (!isPlotted(block)) throw new Error(`${block.kind} is not plotted`);
  const plot = init(null, null, { renderer: 'svg', ssr: true, width: 640, height: 320 });
  try {
    plot.setOption({ ...blockOption(block, { palette: palettes[theme], threshold: 0.3 }), animation: false });
    return plot.renderToSVGString();
  } finally {
    plot.dispose();
  }
}

const seen = new Set<string>();

describe.each(cardKinds.list)('the pictures of the card $id', (kind) => {
  test('have marks in both themes, and no number that is none', async () => {
    for (const one of kind.cases) {
      if ('error' in one.expect) continue;
      const rows = { dataset: 'd', sql: valuesRelation(one.schema, one.rows), schema: one.schema, total: null };
      const query = { kind: kind.id, settings: one.settings, sample: 'all' as const, level: 0.05 };
      const { sections } = await queryCard(session, rows, query);
      for (const block of sections.flatMap(({ blocks }) => blocks).filter(isPlotted)) {
        seen.add(block.kind);
        for (const theme of ['light', 'dark'] as const) {
          const svg = picture(block, theme);
          expect(svg, `${block.kind} of ${one.title}`).not.toMatch(/NaN|undefined/);
          expect(svg.match(/<(path|text|rect|circle|polygon)/g)?.length).toBeGreaterThan(3);
        }
      }
    }
  });

  test('has an icon that the workbench knows', () => {
    expect(iconNames).toContain(kind.icon);
  });
});

test('dense planes are drawn as cells', async () => {
  const sql = '(SELECT i AS x, (i * 31 % 97) + i / 100.0 AS y FROM range(4000) r(i))';
  const schema = await session.describe(`SELECT * FROM ${sql}`);
  const query = { kind: 'relation', settings: { column: 'y', against: ['x'] }, sample: 'all' as const, level: 0.05 };
  const { sections } = await queryCard(session, { dataset: 'd', sql, schema, total: null }, query);
  const cells = sections[0]!.blocks.find(({ kind }) => kind === 'cells')!;
  seen.add(cells.kind);
  expect(picture(cells)).not.toContain('NaN');
});

test('the examples show every plot there is', () => {
  expect([...seen].sort()).toEqual([...plottedBlocks].sort());
});

test('weak correlations are dimmed by the threshold, the diagonal and strong ones are not', () => {
  const matrix: StatisticsBlock = {
    kind: 'matrix',
    measure: 'r',
    from: -1,
    names: ['a', 'b'],
    values: [
      [1, 0.2],
      [0.2, 1],
    ],
    counts: [
      [0, 9],
      [9, 0],
    ],
    p: [
      [null, 0.5],
      [0.5, null],
    ],
  };
  const colours = (threshold: number) => {
    const option = blockOption(matrix, { palette: palettes.light, threshold });
    const [series] = (option as { series: { data: { itemStyle: { color: string } }[] }[] }).series;
    return series!.data.map(({ itemStyle }) => itemStyle.color);
  };
  const [plain, dimmed] = [colours(0), colours(0.5)];
  expect(dimmed[0]).toBe(plain[0]);
  expect(dimmed[1]).not.toBe(plain[1]);
  expect(colours(0.1)).toEqual(plain);
});
