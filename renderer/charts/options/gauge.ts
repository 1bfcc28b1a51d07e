import { sans } from '../../styles/theme.ts';
import { formatFigure, formatTick } from '../figure-format.ts';
import { rampColour } from '../palette-names.ts';
import { base } from './frame.ts';
import type { OptionOf } from './option-input.ts';

/** A round end of the scale above the figure: 1, 2, 5 times a power of ten. */
function roundAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((lead) => lead * power >= value) ?? 10) * power;
}

/** One figure on a dial; the first reference line is the target. */
export const gaugeOption: OptionOf = ({ chart, data, palette }) => {
  const figure = data.figures[0];
  const value = figure?.values[0] ?? null;
  const format = figure?.format ?? {};
  const isShare = format.format === 'percent';
  const from = chart.axis?.from ?? Math.min(0, value ?? 0);
  const to = chart.axis?.to ?? (isShare && (value ?? 0) <= 1 ? 1 : roundAbove(Math.max(value ?? 0, 0)));
  const target = chart.references?.find(({ kind }) => kind === 'value')?.value;
  const share = value === null || to <= from ? 0 : (value - from) / (to - from);
  const colour = chart.palette ? rampColour(palette.ramp, share) : palette.accent;
  const arc = {
    type: 'gauge',
    startAngle: 200,
    endAngle: -20,
    min: from,
    max: to,
    center: ['50%', '62%'],
    radius: '92%',
  };
  return {
    ...base,
    series: [
      {
        ...arc,
        progress: { show: true, width: 14, roundCap: true, itemStyle: { color: colour } },
        axisLine: { roundCap: true, lineStyle: { width: 14, color: [[1, palette.grid]] } },
        pointer: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        splitNumber: 1,
        axisLabel: {
          distance: -4,
          color: palette.dim,
          fontSize: 11,
          formatter: (tick: number) => (tick === from || tick === to ? `\n\n${formatTick(tick, format)}` : ''),
        },
        detail: {
          offsetCenter: [0, '-8%'],
          color: palette.text,
          fontSize: 24,
          fontWeight: 600,
          fontFamily: sans,
          formatter: () => formatFigure(value, format),
        },
        title: { offsetCenter: [0, '22%'], color: palette.dim, fontSize: 12 },
        data: [{ value: value ?? from, name: figure?.name ?? '' }],
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
                length: 20,
                offsetCenter: [0, '-82%'],
                itemStyle: { color: palette.alert },
              },
              data: [{ value: target }],
            },
          ]),
    ],
  };
};
