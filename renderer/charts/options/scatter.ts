import { formatNumber } from '../../ui/format.ts';
import { toNumber, toText } from '../chart-data.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { axisStyle, legendStyle } from './cartesian.ts';
import type { OptionOf } from './option-input.ts';

/** Two numbers of each row against each other; the reply has x, y, then series and columns of the tooltip. */
export const scatterOption: OptionOf = ({ chart, data: { page }, palette }) => {
  const [xName = '', yName = ''] = page.schema.map(({ name }) => name);
  const seriesAt = chart.series ? page.schema.findIndex(({ name }) => name === chart.series?.column) : -1;
  const groups = new Map<string, [number, number, number][]>();
  (page.columns[0] ?? []).forEach((cell, row) => {
    const x = toNumber(cell);
    const y = toNumber(page.columns[1]?.[row]);
    if (x === null || y === null) return;
    const name = seriesAt < 0 ? '' : (toText(page.columns[seriesAt]?.[row]) ?? '(empty)');
    const points = groups.get(name) ?? [];
    points.push([x, y, row]);
    groups.set(name, points);
  });
  const named = [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const axis = (name: string) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 24,
    scale: true,
    ...axisStyle(palette),
    splitNumber: 4,
  });
  return {
    color: palette.series,
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: {
      left: 24,
      right: 12,
      top: seriesAt >= 0 ? 28 : 8,
      bottom: 24,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: legendStyle(palette, seriesAt >= 0),
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [x, y, row], seriesName }: { value: [number, number, number]; seriesName: string }) =>
        tooltipContent(seriesName || `${xName} and ${yName}`, [
          [xName, formatNumber(x)],
          [yName, formatNumber(y)],
          ...page.schema
            .slice(2)
            .map(({ name }, index): [string, string] => [name, toText(page.columns[index + 2]?.[row]) ?? '–']),
        ]),
    },
    xAxis: axis(xName),
    yAxis: { ...axis(yName), nameGap: 40, axisLine: { show: false } },
    series: named.map(([name, points]) => ({
      name,
      type: 'scatter',
      symbolSize: points.length > 1500 ? 4 : 6,
      itemStyle: { opacity: 0.55 },
      data: points,
    })),
  };
};
