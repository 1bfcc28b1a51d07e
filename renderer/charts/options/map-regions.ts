import { formatCount } from '../../ui/format.ts';
import { rampOf } from '../colour-ramp.ts';
import { formatFigure } from '../figure-format.ts';
import { tooltipContent, tooltipStyle } from '../tooltip.ts';
import { base, colourScale } from './frame.ts';
import { geoFrame } from './geo-frame.ts';
import { type OptionInput, type OptionOf, opacityOf } from './option-input.ts';

const regionsOf = ({ chart, usa, world }: OptionInput) => (chart.kind === 'map-countries' ? world : usa);

/** US states or countries filled by a figure. */
export const mapRegionsOption: OptionOf = (input) => {
  const { chart, data, palette } = input;
  const regions = regionsOf(input);
  if (!regions) return {};
  const figure = data.figures[0];
  const placed = data.groups.flatMap((group, row) => {
    const key = group === null ? undefined : regions.keyOf(group);
    return key ? [{ key, group, value: figure?.values[row] ?? null }] : [];
  });
  const values = placed.flatMap(({ value }) => (value === null ? [] : [value]));
  const hasScale = values.length > 0;
  return {
    ...base,
    tooltip: {
      ...tooltipStyle(palette),
      trigger: 'item',
      formatter: ({ name, value }: { name: string; value: number }) =>
        tooltipContent(regions.names.get(name) ?? name, [
          { name: figure?.name ?? '', value: Number.isNaN(value) ? 'no rows' : formatFigure(value, figure?.format) },
        ]),
    },
    visualMap: {
      ...colourScale(rampOf(values, palette), { palette, format: figure?.format ?? {}, show: hasScale }),
      right: 0,
      bottom: 4,
    },
    series: [
      {
        type: 'map',
        ...geoFrame(palette, regions, chart.kind === 'map-countries'),
        right: hasScale ? 56 : 4,
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: null, borderColor: palette.text, borderWidth: 1.5 },
        },
        data: placed.map(({ key, group, value }) => ({
          name: key,
          value,
          pick: { group },
          itemStyle: { opacity: opacityOf(input, group) },
        })),
      },
    ],
  };
};

/** Groups that are no region of the map, in words; undefined when all are. */
export function unknownRegions(input: OptionInput): string | undefined {
  const regions = regionsOf(input);
  if (!regions) return undefined;
  const unknown = input.data.groups.filter((group) => group === null || !regions.keyOf(group));
  if (unknown.length === 0) return undefined;
  const names = unknown.slice(0, 2).map((group) => (group === null ? 'empty' : `“${group}”`));
  return `Not on the map: ${names.join(', ')}${unknown.length > 2 ? ` and ${formatCount(unknown.length - 2)} more` : ''}`;
}
