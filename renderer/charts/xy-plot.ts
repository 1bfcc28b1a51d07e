import type { EChartsCoreOption } from 'echarts/core';
import { sans } from '../styles/theme.ts';
import { formatNumber } from '../ui/format.ts';
import { axisStyle, legendStyle } from './options/frame.ts';
import { fade, type Palette } from './palette.ts';
import { tooltipContent, tooltipStyle } from './tooltip.ts';

export interface XySeries {
  name: string;
  points: readonly { x: number; y: number }[];
  colour?: string;
  kind?: 'line' | 'dots' | 'fill' | 'bar';
  dashed?: boolean;
}

export interface XyAxis {
  name: string;
  min?: number;
  max?: number;
  format?: (value: number) => string;
}

export interface XyPlot {
  series: readonly XySeries[];
  x: XyAxis;
  y: XyAxis;
  /** A vertical line with its words. */
  mark?: { x: number; label: string } | undefined;
  /** A single point to be seen: where the model works now. */
  point?: { x: number; y: number; label: string } | undefined;
}

const seriesOption = ({ name, points, colour, kind = 'line', dashed }: XySeries, fallback: string) => {
  const paint = colour ?? fallback;
  const data = points.map(({ x, y }) => [x, y]);
  const shared = { name, data, color: paint, animation: false };
  if (kind === 'dots') return { ...shared, type: 'scatter', symbolSize: 5, itemStyle: { opacity: 0.5 } };
  if (kind === 'bar') return { ...shared, type: 'bar', barWidth: '92%', itemStyle: { color: fade(paint, 0.75) } };
  return {
    ...shared,
    type: 'line',
    showSymbol: points.length < 16 && !dashed,
    symbolSize: 5,
    lineStyle: { width: dashed ? 1 : 2, type: dashed ? 'dashed' : 'solid' },
    silent: dashed,
    ...(kind === 'fill' ? { areaStyle: { color: fade(paint, 0.18) }, step: 'middle', showSymbol: false } : {}),
  };
};

/** Lines and dots on two number axes: the plots of model reports. */
export function xyOption({ series, x, y, mark, point }: XyPlot, palette: Palette): EChartsCoreOption {
  const axis = ({ name, min, max, format = (value) => formatNumber(value, 3) }: XyAxis) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    min,
    max,
    ...axisStyle(palette),
    axisLabel: { ...axisStyle(palette).axisLabel, formatter: format },
    splitNumber: 4,
    ...(min === 0 && max === 1 ? { interval: 0.25 } : {}),
  });
  const named = series.filter(({ dashed }) => !dashed);
  const text = (axis: XyAxis, value: number) => (axis.format ?? ((one: number) => formatNumber(one, 4)))(value);
  const lines = series.map((one, index) => seriesOption(one, palette.series[index % palette.series.length] ?? ''));
  const marks = mark
    ? {
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { color: palette.dim, type: 'dashed', width: 1 },
          label: {
            formatter: mark.label,
            color: palette.dim,
            fontSize: 11,
            position: 'insideEndTop',
            rotate: 0,
            align: 'left',
            distance: [4, -2],
          },
          data: [{ xAxis: mark.x }],
        },
      }
    : {};
  const dot = point
    ? [
        {
          type: 'scatter',
          name: point.label,
          data: [[point.x, point.y]],
          symbolSize: 11,
          z: 5,
          animation: false,
          itemStyle: { color: palette.surface, borderColor: palette.text, borderWidth: 2 },
          label: {
            show: true,
            formatter: point.label,
            position: 'right',
            color: palette.text,
            fontSize: 11,
            distance: 8,
          },
          labelLayout: { hideOverlap: false, moveOverlap: 'shiftY' },
        },
      ]
    : [];
  return {
    textStyle: { fontFamily: sans },
    grid: {
      left: 20,
      right: 16,
      top: named.length > 1 ? 28 : 12,
      bottom: 20,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: { ...legendStyle(palette, named.length > 1), data: named.map(({ name }) => name) },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: series[0]?.kind === 'dots' ? 'item' : 'axis',
      axisPointer: { lineStyle: { color: palette.line } },
      formatter: (given: TooltipItem | TooltipItem[]) => {
        const items = Array.isArray(given) ? given : [given];
        const shown = items.filter((item) => named.some(({ name }) => name === item.seriesName));
        const first = shown[0] ?? items[0];
        if (!first) return '';
        return tooltipContent(
          `${x.name} ${text(x, first.value[0])}`,
          shown.map((item) => ({ name: named.length > 1 ? item.seriesName : y.name, value: text(y, item.value[1]) })),
        );
      },
    },
    xAxis: { ...axis(x), nameGap: 24, splitLine: { show: false } },
    yAxis: { ...axis(y), nameGap: 36, axisLine: { show: false } },
    series: [...lines.map((line, index) => (index === 0 ? { ...line, ...marks } : line)), ...dot],
  };
}

interface TooltipItem {
  seriesName: string;
  value: [number, number];
}
