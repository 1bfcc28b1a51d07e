import { sans } from '../../styles/theme.ts';
import { formatFigure, formatTick } from '../figure-format.ts';
import { rampColour } from '../palette-names.ts';
import { cutText, textWidth } from '../text-fit.ts';
import { base } from './frame.ts';
import type { OptionInput, OptionOf } from './option-input.ts';

/** A round end of the scale above the figure: 1, 2, 5 times a power of ten. */
function roundAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((lead) => lead * power >= value) ?? 10) * power;
}

/** The ends of the dial: as the chart says, else from zero to a round number beyond the figure and the target. */
function endsOf({ chart, data }: OptionInput, target: number | undefined): { from: number; to: number } {
  const figure = data.figures[0];
  const values = [figure?.values[0] ?? 0, target ?? 0];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const isShare = figure?.format.format === 'percent' && high <= 1 && low >= 0;
  const from = chart.axis?.from ?? (low < 0 ? -roundAbove(-low) : 0);
  const to = chart.axis?.to ?? (isShare ? 1 : high > 0 || low === 0 ? roundAbove(high) : 0);
  return { from, to: to > from ? to : from + 1 };
}

/** How far the dial goes on below its middle. */
const DEGREES = 20;
const SLOPE = (DEGREES * Math.PI) / 180;

/** One figure on a dial; the first reference line is the target. */
export const gaugeOption: OptionOf = (input) => {
  const { chart, data, palette, size } = input;
  const figure = data.figures[0];
  const value = figure?.values[0] ?? null;
  const format = figure?.format ?? {};
  const target = chart.references?.find(({ kind }) => kind === 'value')?.value;
  const { from, to } = endsOf(input, target);
  const full = formatFigure(value, format);
  const share = value === null ? 0 : (value - from) / (to - from);
  const colour = chart.palette ? rampColour(palette.ramp, share) : palette.accent;
  // The dial is a little more than a half circle: its height is 1.35 of its radius.
  const radius = Math.max(24, Math.min(size.width / 2 - 12, (size.height - 24) / 1.36));
  const width = Math.max(6, Math.min(22, radius * 0.14));
  const big = Math.max(14, Math.min(44, radius * 0.28));
  const center: [number, number] = [size.width / 2, (size.height - radius * 1.34 - 16) / 2 + radius];
  const arc = {
    type: 'gauge',
    startAngle: 180 + DEGREES,
    endAngle: -DEGREES,
    min: from,
    max: to,
    center,
    radius,
  };
  const [reach, drop] = [Math.cos(SLOPE) * (radius - width / 2), Math.sin(SLOPE) * radius + width / 2 + 4];
  const end = (value: number, side: 1 | -1) => ({
    type: 'text',
    silent: true,
    style: {
      text: formatTick(value, format),
      x: center[0] + side * reach,
      y: center[1] + drop,
      align: 'center',
      fill: palette.dim,
      fontSize: 11,
      fontFamily: sans,
    },
  });
  return {
    ...base,
    graphic: { elements: [end(from, -1), end(to, 1)] },
    series: [
      {
        ...arc,
        progress: { show: true, width, roundCap: true, itemStyle: { color: colour } },
        axisLine: { roundCap: true, lineStyle: { width, color: [[1, palette.grid]] } },
        pointer: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        splitNumber: 1,
        axisLabel: { show: false },
        detail: {
          offsetCenter: [0, '-8%'],
          color: palette.text,
          fontSize: big,
          fontWeight: 600,
          fontFamily: sans,
          formatter: () => (textWidth(full, big) < radius * 1.5 ? full : formatTick(value ?? 0, format)),
        },
        title: { offsetCenter: [0, big * 0.9], color: palette.dim, fontSize: 12 },
        data: [{ value: Math.max(from, Math.min(to, value ?? from)), name: cutText(figure?.name ?? '', radius * 1.3) }],
      },
      ...(target === undefined
        ? []
        : [
            {
              ...arc,
              silent: true,
              axisLine: { show: false },
              axisTick: { show: false },
              splitLine: { show: false },
              axisLabel: { show: false },
              detail: { show: false },
              title: { show: false },
              progress: { show: false },
              pointer: {
                icon: 'rect',
                width: 3,
                length: width + 6,
                offsetCenter: [0, -(radius - width - 3)],
                itemStyle: { color: palette.alert },
              },
              data: [{ value: target }],
            },
          ]),
    ],
  };
};
