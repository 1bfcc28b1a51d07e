import { formatOf } from '../chart-data.ts';
import { colourAt, rampOf } from '../colour-ramp.ts';
import { formatFigure } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { fade } from '../palette.ts';
import { cutText, textWidth } from '../text-fit.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, legendOf, plotRoom, seriesColours } from './frame.ts';
import { namedGrid, numberAxis } from './number-axis.ts';
import { type OptionInput, type OptionOf, opacityOf, type Picked } from './option-input.ts';
import { referenceLines, referenceValues } from './reference-lines.ts';

const LONGEST_NAME = 130;

/** Whether the name of a bubble has room to its right; at the right edge it stands to its left. */
function hasRoomRight({ data, size }: OptionInput, row: number, taken: number): boolean {
  const values = (data.figures[0]?.values ?? []).filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = high > low ? ((data.figures[0]?.values[row] ?? low) - low) / (high - low) : 0.5;
  const plot = plotRoom(size, { top: 8, right: 24 }).width;
  // A tenth of the span is air on both sides.
  return (plot * (1.1 - share)) / 1.2 > taken;
}

/** Radius grows with the root, so that areas compare; the largest has a part of the smaller side of the picture. */
function sizesOf({ data, size }: OptionInput): (row: number) => number {
  const values = data.figures[2]?.values ?? [];
  const most = Math.max(1e-9, ...values.map((value) => Math.abs(value ?? 0)));
  const largest = Math.max(16, Math.min(64, Math.min(size.width, size.height) * 0.18));
  return (row) => 6 + largest * Math.sqrt(Math.abs(values[row] ?? 0) / most);
}

/** One bubble for each group: the first two figures place it, the third is its area. */
export const bubblesOption: OptionOf = (input) => {
  const { chart, data, palette, size } = input;
  const [x, y, amount] = data.figures;
  const sizeFormat = chart.size ? formatOf(chart.size) : {};
  const sizeOf = sizesOf(input);
  const series = data.series ? [...new Set(data.series)] : [null];
  const nameOf = (value: string | null) => (data.series ? groupLabel(value, data.seriesColumn, data.seriesCut) : '');
  const groupName = (row: number) => groupLabel(data.groups[row] ?? null, data.groupColumn, data.groupCut);
  const written = (row: number) => cutText(groupName(row), LONGEST_NAME);
  const names = series.map(nameOf);
  const colours = seriesColours(names, palette);
  const ramp = palette.byValue && !data.series ? rampOf(amount?.values ?? [], palette) : undefined;
  const { legend, room } = legendOf(chart, palette, data.series ? names : []);
  const references = referenceLines(chart, { palette, format: y?.format ?? {}, values: y?.values ?? [] });
  const also = referenceValues(chart);
  const colourOf = (row: number, index: number) =>
    ramp ? colourAt(ramp, amount?.values[row] ?? 0) : (colours[index] ?? palette.accent);
  const bubble = (row: number, index: number) => ({
    value: [x?.values[row] ?? null, y?.values[row] ?? null, row],
    symbolSize: sizeOf(row),
    pick: pickOf(input, row),
    label: { position: hasRoomRight(input, row, sizeOf(row) / 2 + textWidth(written(row))) ? 'right' : 'left' },
    itemStyle: {
      color: fade(colourOf(row, index), 0.5),
      borderColor: colourOf(row, index),
      borderWidth: 1,
      opacity: opacityOf(input, data.groups[row] ?? null, data.series?.[row]),
    },
  });
  const yAxis = numberAxis({
    palette,
    name: chart.axis?.title ?? y?.name ?? '',
    values: y?.values ?? [],
    format: y?.format ?? {},
  });
  return {
    ...base,
    color: colours,
    grid: namedGrid({ ...room, right: room.right + 12 }),
    legend,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ value: [, , row] }: { value: [number, number, number] }) =>
        tooltipContent(groupName(row), [
          { name: x?.name ?? '', value: formatFigure(x?.values[row], x?.format) },
          { name: y?.name ?? '', value: formatFigure(y?.values[row], y?.format) },
          { name: amount?.name ?? '', value: formatFigure(amount?.values[row], sizeFormat) },
          ...(data.series ? [{ name: data.seriesColumn?.name ?? '', value: nameOf(data.series[row] ?? null) }] : []),
        ]),
    },
    xAxis: withAir(numberAxis({ palette, name: x?.name ?? '', values: x?.values ?? [], format: x?.format ?? {} }), []),
    yAxis: {
      ...(chart.axis?.log ? { ...yAxis, type: 'log' } : withAir(yAxis, also)),
      axisLine: { show: false },
    },
    series: series.map((value, index) => ({
      name: names[index] ?? '',
      type: 'scatter',
      ...(index === 0 && references.markLine ? { markLine: references.markLine } : {}),
      label: {
        show: chart.labels ?? (data.groups.length <= 20 && size.width > 340),
        position: 'right',
        color: palette.dim,
        fontSize: 11,
        formatter: ({ value: [, , row] }: { value: [number, number, number] }) => written(row),
      },
      labelLayout: { hideOverlap: true },
      data: data.groups.flatMap((_, row) => (data.series && data.series[row] !== value ? [] : [bubble(row, index)])),
    })),
  };
};

/** A little air on both sides, so that bubbles at the ends are whole. The ends are no round numbers, and not written. */
function withAir(axis: ReturnType<typeof numberAxis>, also: readonly number[]) {
  const air = ({ min, max }: { min: number; max: number }) => {
    const [low, high] = [Math.min(min, ...also), Math.max(max, ...also)];
    const part = (high - low || Math.abs(high) || 1) * 0.1;
    return { low: low - part, high: high + part };
  };
  return {
    ...axis,
    min: (ends: { min: number; max: number }) => air(ends).low,
    max: (ends: { min: number; max: number }) => air(ends).high,
    axisLabel: { ...axis.axisLabel, showMinLabel: false, showMaxLabel: false },
  };
}

const pickOf = ({ data }: OptionInput, row: number): Picked => ({
  group: data.groups[row] ?? null,
  ...(data.series ? { series: data.series[row] ?? null } : {}),
});
