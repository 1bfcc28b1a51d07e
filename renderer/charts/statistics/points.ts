import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf } from '../../../nodes/contract/statistics.ts';
import { base, legendOf, seriesColours } from '../options/frame.ts';
import { fade, type Palette } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisWords, placed, plotGrid, valueAxis } from './axes.ts';
import { lineSeries, type ShapeApi } from './custom-shapes.ts';

type Points = BlockOf<'points'>;

/** Rows as points, in the colours of their groups; with a line through them, or the arrows of a biplot over them. */
export function pointsOption(block: Points, palette: Palette): EChartsCoreOption {
  const { x, y, xs, ys, groups, groupBy, line, arrows } = block;
  const byGroup = new Map<string, [number, number][]>();
  for (const [at, value] of xs.entries()) {
    const name = groups?.[at] ?? '';
    const list = byGroup.get(name) ?? [];
    list.push([placed(x, value), placed(y, ys[at] ?? 0)]);
    byGroup.set(name, list);
  }
  const named = [...byGroup].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const names = named.map(([name]) => name);
  const { legend, room } = legendOf({}, palette, groups ? names : []);
  const colours = groups ? seriesColours(names, palette) : [palette.series[0] ?? palette.accent];
  const size = xs.length > 1000 ? 4 : xs.length > 300 ? 5 : 6;
  return {
    ...base,
    animation: false,
    grid: plotGrid({ top: room.top }),
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value, seriesName, seriesType, dataIndex }: Hovered) =>
        seriesType === 'custom'
          ? arrowTooltip(block, dataIndex)
          : tooltipContent(groups ? `${groupBy ?? ''} ${seriesName}`.trim() : `${x.label}, ${y.label}`, [
              { name: x.label, value: axisWords(x, unplaced(x, value[0])) },
              { name: y.label, value: axisWords(y, unplaced(y, value[1])) },
            ]),
    },
    xAxis: valueAxis(x, palette, { lines: arrows !== undefined }),
    yAxis: { ...valueAxis(y, palette, { lines: true }), axisLine: { show: false } },
    series: [
      ...named.map(([name, data], at) => ({
        type: 'scatter',
        name,
        data,
        symbolSize: size,
        itemStyle: { color: fade(colours[at] ?? palette.accent, 0.55) },
        // Small groups lie above large ones, which would hide them.
        z: 2 + (1 - data.length / xs.length),
      })),
      ...(line
        ? [
            lineSeries(
              {
                from: [placed(x, line.from[0]), placed(y, line.from[1])],
                to: [placed(x, line.to[0]), placed(y, line.to[1])],
              },
              { colour: palette.alert, name: 'line' },
            ),
          ]
        : []),
      ...(arrows ? [arrowSeries(block, palette)] : []),
    ],
  };
}

const unplaced = (axis: Points['x'], value: number): number => (axis.unit === 'time' ? value / 1000 : value);

interface Hovered {
  value: [number, number];
  seriesName: string;
  seriesType: string;
  dataIndex: number;
}

function arrowTooltip({ arrows = [], x, y }: Points, index: number) {
  const arrow = arrows[index];
  if (!arrow) return '';
  return tooltipContent(arrow.label, [
    { name: `with ${x.label}`, value: arrow.x.toFixed(3) },
    { name: `with ${y.label}`, value: arrow.y.toFixed(3) },
  ]);
}

/** The longest arrow reaches four fifths of the way to the outermost point. */
function arrowScale({ xs, ys, arrows = [] }: Points): number {
  const reach = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const ratios = [
    reach(xs) / Math.max(1e-9, reach(arrows.map((arrow) => arrow.x))),
    reach(ys) / Math.max(1e-9, reach(arrows.map((arrow) => arrow.y))),
  ];
  return 0.8 * Math.min(...ratios);
}

interface Head {
  x: number;
  y: number;
  isRight: boolean;
  /** Where its name stands. */
  nameY: number;
}

const lineHeight = 14;

/** Heads of the arrows on the screen; names on one side that would cover one another move apart. */
function headsOf(tips: readonly [number, number][], origin: readonly [number, number]): Head[] {
  const heads = tips.map(([x, y]) => ({ x, y, isRight: x >= origin[0], nameY: y }));
  for (const isRight of [true, false]) {
    let last = Number.NEGATIVE_INFINITY;
    for (const head of heads.filter((one) => one.isRight === isRight).sort((a, b) => a.y - b.y)) {
      head.nameY = Math.max(head.y, last + lineHeight);
      last = head.nameY;
    }
  }
  return heads;
}

function arrowSeries(block: Points, palette: Palette) {
  const { arrows = [] } = block;
  const scale = arrowScale(block) || 1;
  const data = arrows.map(({ x, y }): [number, number] => [x * scale, y * scale]);
  return {
    type: 'custom',
    data,
    z: 5,
    renderItem: (params: { dataIndex: number; context: { heads?: Head[] } }, api: ShapeApi) => {
      const from = api.coord([0, 0]);
      params.context.heads ??= headsOf(
        data.map((tip) => api.coord(tip)),
        from,
      );
      const head = params.context.heads[params.dataIndex];
      if (!head) return undefined;
      const [dx, dy] = [head.x - from[0], head.y - from[1]];
      const length = Math.hypot(dx, dy) || 1;
      const [ux, uy] = [dx / length, dy / length];
      const back = 7;
      const point = (side: number) => [head.x - ux * back + side * uy * 3, head.y - uy * back - side * ux * 3];
      return {
        type: 'group',
        children: [
          {
            type: 'line',
            shape: { x1: from[0], y1: from[1], x2: head.x, y2: head.y },
            style: { stroke: palette.text, lineWidth: 1.25, opacity: 0.75 },
          },
          {
            type: 'polygon',
            shape: { points: [[head.x, head.y], point(1), point(-1)] },
            style: { fill: palette.text },
          },
          {
            type: 'text',
            style: {
              text: arrows[params.dataIndex]?.label ?? '',
              x: head.x + (head.isRight ? 5 : -5),
              y: head.nameY,
              align: head.isRight ? 'left' : 'right',
              verticalAlign: 'middle',
              fill: palette.text,
              stroke: palette.surface,
              lineWidth: 3,
              fontSize: 11,
              fontWeight: 600,
            },
          },
        ],
      };
    },
  };
}
