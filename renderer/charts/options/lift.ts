import { formatNumber } from '../../ui/format.ts';
import { toNumber } from '../chart-data.ts';
import { formatFigure } from '../figure-format.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisStyle, base, figureAxis, legendOf } from './frame.ts';
import { namedGrid } from './number-axis.ts';
import type { OptionOf } from './option-input.ts';

/** Cumulative gain and lift from parts of equal size, the most probable rows first. */
export function gains(rows: readonly number[], hits: readonly number[]) {
  const [all, found] = [rows, hits].map((list) => list.reduce((sum, value) => sum + value, 0));
  let seen = 0;
  let caught = 0;
  return rows.map((count, part) => {
    seen += count;
    caught += hits[part] ?? 0;
    const share = all ? seen / all : 0;
    const gain = found ? caught / found : 0;
    return { share, gain, lift: share > 0 ? gain / share : 0 };
  });
}

/** How much of the hits is caught with how much of the rows (line), and how many times more than by chance (bars). */
export const liftOption: OptionOf = ({ chart, data: { page }, palette }) => {
  const column = (index: number) => (page.columns[index] ?? []).map((cell) => toNumber(cell) ?? 0);
  const points = gains(column(1), column(2));
  const [bars = '', line = ''] = palette.series;
  const { legend, room } = legendOf(chart, palette, ['Lift', 'Hits caught', 'By chance']);
  const percent = (value: number) => formatFigure(value, 'percent');
  const x = (share: number) => Number((share * 100).toPrecision(6));
  return {
    ...base,
    color: [bars, line, palette.dim],
    grid: namedGrid(room),
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'axis',
      formatter: (items: { dataIndex: number; seriesIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? 0];
        if (!point) return '';
        return tooltipContent(`The most probable ${percent(point.share)}`, [
          { name: 'hold of all hits', value: percent(point.gain), colour: line },
          { name: 'times more than by chance', value: formatNumber(point.lift, 3), colour: bars },
        ]);
      },
    },
    xAxis: {
      type: 'category',
      data: points.map(({ share }) => `${Math.round(x(share))}%`),
      name: 'Rows, the most probable first',
      nameLocation: 'middle',
      nameGap: 8,
      ...axisStyle(palette),
      splitLine: { show: false },
    },
    yAxis: [
      {
        ...figureAxis({}, { palette }),
        axisLabel: { ...axisStyle(palette).axisLabel, formatter: '{value}×' },
      },
      {
        ...figureAxis({}, { palette, format: { format: 'percent' } }),
        min: 0,
        max: 1,
        interval: 0.25,
        splitLine: { show: false },
      },
    ],
    series: [
      {
        name: 'Lift',
        type: 'bar',
        barCategoryGap: '24%',
        itemStyle: { opacity: 0.55, borderRadius: [3, 3, 0, 0] },
        data: points.map(({ lift }) => lift),
      },
      {
        name: 'Hits caught',
        type: 'line',
        yAxisIndex: 1,
        showSymbol: false,
        lineStyle: { width: 2 },
        data: points.map(({ gain }) => gain),
      },
      {
        name: 'By chance',
        type: 'line',
        yAxisIndex: 1,
        showSymbol: false,
        silent: true,
        lineStyle: { width: 1, type: 'dashed' },
        data: points.map(({ share }) => share),
      },
    ],
  };
};
