import type { EChartsCoreOption } from 'echarts/core';
import type { BlockOf } from '../../../nodes/contract/statistics.ts';
import { formatShare } from '../../ui/format.ts';
import { axisStyle, base, legendOf, seriesColours } from '../options/frame.ts';
import { fade, type Palette } from '../palette.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisWords, placed, plotGrid, valueAxis } from './axes.ts';

type Curves = BlockOf<'curves'>;

/** Shares along an axis, as lines, steps or bars. */
export function curvesOption({ x, y, series }: Curves, palette: Palette): EChartsCoreOption {
  const names = series.map(({ name }) => name);
  const { legend, room } = legendOf({}, palette, names);
  const colours = seriesColours(names, palette);
  const isWhole = series.some(({ draw }) => draw === 'bars');
  return {
    ...base,
    animation: false,
    color: colours,
    legend,
    grid: plotGrid({ top: room.top }),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: isWhole ? 'axis' : 'item',
      axisPointer: { lineStyle: { color: palette.line } },
      formatter: (given: Hovered | Hovered[]) => {
        const items = Array.isArray(given) ? given : [given];
        const [first] = items;
        if (!first) return '';
        const at = Number(first.value[0]);
        const title = `${x.label} ${axisWords(x, x.unit === 'time' ? at / 1000 : at)}`;
        return tooltipContent(
          title,
          items.map((item) => ({ name: item.seriesName, value: formatShare(item.value[1]) })),
        );
      },
    },
    xAxis: isWhole ? wholeAxis(x, series[0]?.xs ?? [], palette) : valueAxis(x, palette),
    yAxis: {
      ...valueAxis(y, palette, {
        gap: 42,
        lines: true,
        min: 0,
        max: 1,
        format: (value) => `${Math.round(value * 100)}%`,
      }),
      axisLine: { show: false },
      interval: 0.25,
    },
    series: series.map(({ name, draw, xs, ys }, at) => ({
      name,
      type: draw === 'bars' ? 'bar' : 'line',
      data: xs.map((value, index) => [isWhole ? String(value) : placed(x, value), ys[index] ?? 0]),
      ...(draw === 'bars'
        ? {
            barMaxWidth: 36,
            barWidth: '62%',
            itemStyle: { color: fade(colours[at] ?? palette.accent, 0.75), borderRadius: [2, 2, 0, 0] },
          }
        : {
            step: draw === 'steps' ? 'end' : false,
            showSymbol: draw === 'line' && xs.length < 40,
            symbolSize: 5,
            lineStyle: { width: 2, color: colours[at] },
            itemStyle: { color: colours[at] },
          }),
    })),
  };
}

/** Whole numbers side by side. */
const wholeAxis = (axis: Curves['x'], values: readonly number[], palette: Palette) => ({
  ...valueAxis(axis, palette),
  type: 'category',
  data: values.map(String),
  axisLabel: axisStyle(palette).axisLabel,
});

interface Hovered {
  seriesName: string;
  value: [number | string, number];
}
