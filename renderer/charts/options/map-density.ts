import { toNumber } from '../chart-data.ts';
import { tooltipStyle } from '../tooltip.ts';
import { base } from './frame.ts';
import { geoFrame } from './geo-frame.ts';
import { isOnWorld, type MapInput, placeOf, placesOf } from './map-places.ts';
import type { OptionInput, OptionOf, Picked } from './option-input.ts';

/** Degrees from the left of the map to its right. */
const [USA_SPAN, WORLD_SPAN] = [58, 360];
/** Of the densest cells, so many outshine the scale. */
const BRIGHTEST = 0.97;

const cellOf = ({ data: { page } }: MapInput): number => page.bins.x?.width ?? 1;

/** Pixels of a cell, so that the glow of neighbours joins at every size of the picture. */
function glowOf(input: OptionInput, isWorld: boolean): number {
  const { size } = input;
  const width = Math.min(size.width, size.height * (isWorld ? 2 : 1.6));
  return Math.max(4, Math.min(36, (cellOf(input) * width * 1.3) / (isWorld ? WORLD_SPAN : USA_SPAN)));
}

/** Where the rows lie close together: cells of the reply as a glow. */
export const mapDensityOption: OptionOf = (input) => {
  const { palette, data, chart } = input;
  const onWorld = isOnWorld(input);
  const regions = onWorld ? input.world : input.usa;
  if (!regions) return {};
  const place = placeOf(input);
  const [longitudes, latitudes] = placesOf(input);
  const amounts = data.page.columns[2] ?? [];
  const points = latitudes.flatMap((latitude, row) => {
    const point = place(longitudes[row], latitude);
    const amount = toNumber(amounts[row]);
    return point && amount !== null && amount > 0 ? [[...point, Math.sqrt(amount)]] : [];
  });
  const roots = points.map(([, , root = 0]) => root).sort((a, b) => a - b);
  const top = roots[Math.floor(roots.length * BRIGHTEST)] ?? 1;
  const glow = glowOf(input, onWorld);
  return {
    ...base,
    animation: false,
    tooltip: { ...tooltipStyle(palette), show: false },
    visualMap: {
      type: 'continuous',
      min: 0,
      max: (top || 1) * 1.7,
      seriesIndex: 0,
      dimension: 2,
      inRange: { color: chart.palette ? palette.ramp : palette.glow },
      itemWidth: 8,
      itemHeight: 56,
      text: ['many', 'few'],
      textGap: 4,
      textStyle: { color: palette.dim, fontSize: 10 },
      calculable: false,
      hoverLink: false,
      right: 0,
      bottom: 4,
    },
    geo: { ...geoFrame(palette, regions, onWorld), right: 44, silent: true },
    series: [
      {
        type: 'heatmap',
        coordinateSystem: 'geo',
        pointSize: glow,
        blurSize: glow * 1.2,
        minOpacity: 0,
        maxOpacity: 0.95,
        data: points,
      },
    ],
  };
};

/** What a click at a place of the map stands for: the rows about the nearest cell. */
export function placeOnMap(input: MapInput, [x, y]: readonly [number, number]): Picked | undefined {
  const { latitude, longitude } = input.chart;
  const [longitudes, latitudes] = placesOf(input);
  const place = placeOf(input);
  let nearest: { row: number; distance: number } | undefined;
  for (const [row, cell] of latitudes.entries()) {
    const at = place(longitudes[row], cell);
    const distance = at ? Math.hypot(at[0] - x, at[1] - y) : Number.POSITIVE_INFINITY;
    if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { row, distance };
  }
  if (!nearest || !latitude || !longitude) return undefined;
  const reach = cellOf(input) * 1.5;
  const about = (column: string, cell: unknown) => {
    const middle = toNumber(cell) ?? 0;
    return { column, from: Number((middle - reach).toPrecision(8)), to: Number((middle + reach).toPrecision(8)) };
  };
  return { ranges: [about(latitude, latitudes[nearest.row]), about(longitude, longitudes[nearest.row])] };
}
