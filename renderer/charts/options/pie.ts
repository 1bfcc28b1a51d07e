import { OTHER } from '../../../nodes/contract/project/index.ts';
import { sans } from '../../styles/theme.ts';
import { formatCount } from '../../ui/format.ts';
import { formatFigure, formatTick } from '../figure-format.ts';
import { groupLabel } from '../group-label.ts';
import { cutTexts, textWidth, widest } from '../text-fit.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, legendOf, legendText, seriesColours } from './frame.ts';
import { type OptionInput, type OptionOf, opacityOf } from './option-input.ts';

interface SliceEvent {
  dataIndex: number;
  name: string;
  value: number;
  percent: number;
}

/** Narrower than this, names have no room beside the disc. */
const NARROW = 300;
const LEGEND_RIGHT = 140;

/** Shares of a whole as a disc, or as a ring with the total in its middle. */
export const pieOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const figure = data.figures[0];
  const isRing = chart.kind === 'donut';
  const names = data.groups.map((group) => groupLabel(group, data.groupColumn, data.groupCut));
  const place = placeOf(input, names);
  const { legend } = legendOf({ legend: place.legend }, palette, names);
  const slices = figure?.values.filter((value) => (value ?? 0) > 0).length ?? 0;
  const written = place.labels > 0 ? cutTexts(names, place.labels - (chart.labels ? 44 : 0)) : names;
  const writePercent = (percent: number) => `${Number(percent.toPrecision(3))} %`;
  return {
    ...base,
    color: seriesColours(names, palette),
    legend: { ...legend, ...place.legendAt },
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ name, value, percent }: SliceEvent) =>
        tooltipContent(name, [
          { name: figure?.name ?? '', value: `${formatFigure(value, figure?.format)} (${writePercent(percent)})` },
        ]),
    },
    ...(isRing ? { title: middleOf(input, place) } : {}),
    series: [
      {
        type: 'pie',
        center: place.centre,
        radius: isRing ? [place.radius * 0.66, place.radius] : [0, place.radius],
        avoidLabelOverlap: true,
        minShowLabelAngle: 8,
        label: {
          show: place.labels > 0 || (chart.labels === true && place.radius >= 70),
          position: place.labels > 0 ? 'outside' : 'inside',
          color: place.labels > 0 ? palette.dim : '#ffffff',
          fontSize: 11,
          formatter: ({ dataIndex, percent }: SliceEvent) => {
            if (place.labels <= 0) return percent >= 8 ? writePercent(percent) : '';
            const share = chart.labels ? `  ${writePercent(percent)}` : '';
            return `${written[dataIndex] ?? ''}${share}`;
          },
        },
        labelLine: { show: place.labels > 0, length: 8, length2: 6, lineStyle: { color: palette.line } },
        itemStyle: {
          borderColor: palette.surface,
          borderWidth: slices > 1 ? (slices > 8 ? 1 : 2) : 0,
          borderRadius: 3,
        },
        data: data.groups.map((group, row) => ({
          name: names[row],
          value: Math.max(0, figure?.values[row] ?? 0),
          ...(group === OTHER ? {} : { pick: { group } }),
          itemStyle: { opacity: opacityOf(input, group) },
        })),
      },
    ],
  };
};

interface Place {
  centre: [number, number];
  radius: number;
  legend: 'top' | 'right' | 'none';
  legendAt: Record<string, unknown>;
  /** Pixels for a name beside the disc; 0: none there. */
  labels: number;
}

/** Where disc, names and legend have room: names beside the disc unless it is too narrow, then a legend. */
function placeOf({ chart, size, palette }: OptionInput, names: readonly string[]): Place {
  const { width, height } = size;
  const wanted = chart.legend ?? (width < NARROW && height > 120 && names.length > 1 ? 'right' : 'none');
  const top = wanted === 'top' ? 28 : 4;
  const room = height - top - 4;
  if (wanted === 'right') {
    const beside = Math.min(LEGEND_RIGHT, width * 0.48, widest(names) + 32);
    const radius = Math.max(16, Math.min(room / 2, (width - beside - 16) / 2));
    const left = Math.max(0, (width - 2 * radius - beside - 24) / 2);
    const legendAt = {
      left: left + 2 * radius + 24,
      right: 'auto',
      itemGap: 8,
      textStyle: { ...legendText(palette), width: Math.max(20, beside - 30), overflow: 'truncate' },
      ...(names.length * 22 + 8 < height ? { top: 'middle', bottom: 'auto', type: 'plain' } : {}),
    };
    return { centre: [left + radius, height / 2], radius, legend: 'right', legendAt, labels: 0 };
  }
  const labelled = wanted === 'none' || chart.labels === true;
  const wide = labelled ? Math.min(widest(names) + (chart.labels ? 48 : 0), Math.max(40, width * 0.28), 180) : 0;
  const radius = Math.max(16, Math.min(room / 2 - (labelled ? 14 : 2), (width - 2 * (wide + 28)) / 2));
  return { centre: [width / 2, top + room / 2], radius, legend: wanted, legendAt: {}, labels: wide };
}

/** The whole in the middle of a ring, short where it has no room in full. */
function middleOf({ data, palette }: OptionInput, { centre, radius }: Place) {
  const figure = data.figures[0];
  const total = figure?.values.reduce<number>((sum, value) => sum + Math.max(0, value ?? 0), 0) ?? 0;
  const room = radius * 2 * 0.66 - 12;
  const size = Math.max(11, Math.min(22, radius / 4));
  const full = formatFigure(total, figure?.format);
  return {
    text: textWidth(full, size) <= room ? full : formatTick(total, figure?.format),
    left: centre[0],
    top: centre[1],
    textAlign: 'center',
    textVerticalAlign: 'middle',
    padding: 0,
    textStyle: { color: palette.text, fontSize: size, fontWeight: 600, fontFamily: sans },
  };
}

/** Says which groups have no share because they are not above zero. */
export function notAboveZero({ data }: OptionInput): string | undefined {
  const count = data.figures[0]?.values.filter((value) => value !== null && value < 0).length ?? 0;
  if (count === 0) return undefined;
  return `${formatCount(count)} ${count === 1 ? 'group is' : 'groups are'} below zero and cannot be shown as a share`;
}
