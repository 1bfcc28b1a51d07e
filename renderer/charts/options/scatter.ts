import { formatNumber } from '../../ui/format.ts';
import { toNumber, toText } from '../chart-data.ts';
import { groupLabel } from '../group-label.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { type axisStyle, base, figureAxis, gridOf, legendOf, referenceLines, seriesColours } from './frame.ts';
import type { OptionOf } from './option-input.ts';

/** An axis of plain numbers with its name below or beside it. */
export const numberAxis = (palette: Parameters<typeof axisStyle>[0], name: string) => ({
  ...figureAxis({}, palette, {}),
  name,
  nameLocation: 'middle',
  nameGap: 24,
  scale: true,
  axisLine: { lineStyle: { color: palette.line } },
});

/** Two numbers of each row against each other; the reply has x, y, then series and columns of the tooltip. */
export const scatterOption: OptionOf = ({ chart, data: { page }, palette }) => {
  const [xName = '', yName = ''] = page.schema.map(({ name }) => name);
  const sameAxis = chart.measures[0]?.column === chart.dimension?.column;
  const yAt = sameAxis ? 0 : 1;
  const seriesAt = chart.series ? page.schema.findIndex(({ name }) => name === chart.series?.column) : -1;
  const groups = new Map<string, [number, number, number][]>();
  (page.columns[0] ?? []).forEach((cell, row) => {
    const x = toNumber(cell);
    const y = toNumber(page.columns[yAt]?.[row]);
    if (x === null || y === null) return;
    const name = seriesAt < 0 ? '' : groupLabel(toText(page.columns[seriesAt]?.[row]), page.schema[seriesAt]);
    const points = groups.get(name) ?? [];
    points.push([x, y, row]);
    groups.set(name, points);
  });
  const named = [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const names = named.map(([name]) => name);
  const { legend, room } = legendOf(chart, palette, seriesAt >= 0 ? names : []);
  const log = chart.axis?.log ? { type: 'log' } : {};
  return {
    ...base,
    animation: false,
    color: seriesColours(names, palette),
    grid: { ...gridOf(room), left: 24, bottom: 24 },
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [x, y, row], seriesName }: { value: [number, number, number]; seriesName: string }) =>
        tooltipContent(seriesName && seriesAt >= 0 ? seriesName : `${xName} and ${yName}`, [
          { name: xName, value: formatNumber(x) },
          ...(sameAxis ? [] : [{ name: yName, value: formatNumber(y) }]),
          ...page.schema
            .slice(yAt + 1)
            .map(({ name }, index) => ({ name, value: toText(page.columns[index + yAt + 1]?.[row]) ?? '–' })),
        ]),
    },
    xAxis: numberAxis(palette, xName),
    yAxis: {
      ...numberAxis(palette, chart.axis?.title ?? (sameAxis ? xName : yName)),
      nameGap: 40,
      axisLine: { show: false },
      ...log,
    },
    series: named.map(([name, points], index) => ({
      name,
      type: 'scatter',
      symbolSize: points.length > 1500 ? 4 : 6,
      itemStyle: { opacity: 0.55 },
      ...(index === 0 ? referenceLines(chart, { palette, format: {} }) : {}),
      data: points,
    })),
  };
};
