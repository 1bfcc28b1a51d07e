import { init } from 'echarts/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Chart } from '../../nodes/contract/project/index.ts';
import type { Schema } from '../../nodes/contract/schema.ts';
import { queryChart } from '../../nodes/engine/charts/query-chart.ts';
import { chartKinds } from '../../nodes/engine/charts/registry.ts';
import { openSession, type Session } from '../../nodes/engine/sql/session.ts';
import { readChart } from '../../renderer/charts/chart-data.ts';
import { drawnKinds } from '../../renderer/charts/draw-kinds.ts';
import { palettes } from '../../renderer/charts/palette.ts';
import { loadUsMap } from '../../renderer/charts/us-map.ts';
import { loadWorldMap } from '../../renderer/charts/world-map.ts';
import { valuesRelation } from '../support/values-relation.ts';

const schema: Schema = [
  { name: 'time', type: 'timestamp' },
  { name: 'text', type: 'string' },
  { name: 'a', type: 'double' },
  { name: 'lat', type: 'double' },
  { name: 'lon', type: 'double' },
  { name: 'flag', type: 'boolean' },
];
const states = ['OH', 'TX', 'CA', 'NY', null];
const rows = Array.from({ length: 60 }, (_, i) => [
  `2026-06-${String(1 + (i % 20)).padStart(2, '0')} 10:05:00`,
  states[i % 5],
  (i * 7) % 31,
  33 + (i % 9),
  -118 + (i % 40),
  i % 3 === 0,
]);

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const usual = { width: 640, height: 400 };

async function picture(chart: Chart, data: readonly unknown[][] = rows, size = usual): Promise<string> {
  const reply = await queryChart({ session, chart, relation: { sql: valuesRelation(schema, data), schema } });
  const kind = drawnKinds[chart.kind as keyof typeof drawnKinds];
  const [usa, world] = [await loadUsMap(), await loadWorldMap()];
  const input = {
    chart,
    data: readChart(chart, reply),
    palette: palettes.light,
    size,
    usa,
    world,
  };
  const plot = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    plot.setOption({ ...kind.option(input), animation: false });
    return plot.renderToSVGString();
  } finally {
    plot.dispose();
  }
}

const drawable = chartKinds.list.filter(({ id }) => id in drawnKinds);

describe.each(drawable)('the picture of $id', (kind) => {
  const chart = Chart.parse({ dataset: 'd', kind: kind.id, ...kind.example });

  // The glow of a density map is painted point by point, which only a canvas does.
  test.skipIf(kind.id === 'map-density')('has marks, and no number that is none', async () => {
    const svg = await picture(chart);
    expect(svg).not.toContain('NaN');
    expect(svg.match(/<(path|text|rect|circle|polygon)/g)?.length).toBeGreaterThan(5);
  });

  test.skipIf(kind.id === 'map-density')('is drawn of one row and of empty groups', async () => {
    expect(await picture(chart, rows.slice(0, 1))).toContain('<svg');
    expect(await picture(chart, [rows[4]!, rows[9]!])).toContain('<svg');
  });
});

/** Texts that begin, end or have their middle outside of the picture. */
function textsOutside(svg: string, { width, height }: typeof usual): string[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)</g)].flatMap(([, attributes = '', text = '']) => {
    const number = (name: string) => Number(new RegExp(` ${name}="(-?[\\d.]+)"`).exec(attributes)?.[1] ?? 0);
    const [, dx = 0, dy = 0] = /translate\((-?[\d.]+)[ ,](-?[\d.]+)\)/.exec(attributes) ?? [];
    const [x, y] = [number('x') + Number(dx), number('y') + Number(dy)];
    return attributes.includes('matrix(') || (x >= 0 && x <= width && y >= 0 && y <= height) ? [] : [text];
  });
}

describe.each([
  { width: 168, height: 104 },
  { width: 272, height: 168 },
  { width: 1240, height: 360 },
])('in a tile of $width × $height', (size) => {
  test.each(drawable.filter(({ id }) => id !== 'map-density'))('$id is whole', async (kind) => {
    const chart = Chart.parse({
      dataset: 'd',
      kind: kind.id,
      labels: true,
      legend: 'none',
      references: [{ kind: 'mean' }],
      ...kind.example,
    });
    const svg = await picture(chart, rows, size);
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(textsOutside(svg, size)).toEqual([]);
  });
});

test('below zero: stacks go down, shares leave negative groups out and say so, webs stay within their rim', async () => {
  const negative = rows.map(([time, text, a, ...rest]) => [time, text, text === 'OH' ? -Number(a) : a, ...rest]);
  const measures = [{ column: 'a', aggregate: 'sum' }];
  for (const kind of ['columns', 'bars', 'area', 'pie', 'treemap', 'radar', 'heatmap'] as const) {
    const series = kind === 'pie' || kind === 'treemap' ? {} : { series: { column: 'flag' } };
    const chart = Chart.parse({ dataset: 'd', kind, dimension: { column: 'text' }, ...series, measures });
    expect(await picture(chart, negative)).not.toMatch(/NaN|Infinity/);
    const reply = await queryChart({ session, chart, relation: { sql: valuesRelation(schema, negative), schema } });
    const note = drawnKinds[kind].note?.({
      chart,
      data: readChart(chart, reply),
      palette: palettes.light,
      size: usual,
    });
    if (kind === 'pie' || kind === 'treemap') expect(note).toContain('1 group is below zero');
    else expect(note).toBeUndefined();
  }
});

test('shares of stacked bars reach 100 % in every group', async () => {
  const chart = Chart.parse({
    dataset: 'd',
    kind: 'columns',
    dimension: { column: 'flag' },
    series: { column: 'text' },
    stack: 'percent',
  });
  expect(await picture(chart)).toContain('100%');
});

test('reference lines say their words and their value', async () => {
  const chart = Chart.parse({
    dataset: 'd',
    kind: 'columns',
    dimension: { column: 'text' },
    references: [{ kind: 'value', value: 9, label: 'Limit' }],
  });
  expect(await picture(chart)).toContain('Limit 9');
});

test('the axes of bubbles write round numbers only, not where the air around them ends', async () => {
  const measures = [
    { column: 'a', aggregate: 'sum' },
    { column: 'lat', aggregate: 'avg' },
  ];
  const chart = Chart.parse({ dataset: 'd', kind: 'bubbles', dimension: { column: 'text' }, measures });
  const written = [...(await picture(chart)).matchAll(/>(-?[\d.,]+)</g)].map(([, text]) => text ?? '');
  expect(written.length).toBeGreaterThan(4);
  expect(written.filter((text) => text.replace(/[-.,]/g, '').length > 3)).toEqual([]);
});
