/** What the chart library hands to a series that draws its own shapes. */
export interface ShapeApi {
  value(dimension: number): number;
  coord(point: readonly [number, number]): [number, number];
  size(size: readonly [number, number]): [number, number];
}

/** A rectangle between two corners, clipped to whole pixels so that neighbours touch. */
export function rectBetween(api: ShapeApi, from: readonly [number, number], to: readonly [number, number]) {
  const [x0, y0] = api.coord(from);
  const [x1, y1] = api.coord(to);
  const [left, top] = [Math.min(x0, x1), Math.min(y0, y1)];
  return { x: left, y: top, width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
}

/** A line of its own between two places of the plot. */
export const lineSeries = (
  line: { from: readonly [number, number]; to: readonly [number, number] },
  { colour, name }: { colour: string; name: string },
) => ({
  type: 'line',
  name,
  data: [line.from, line.to],
  showSymbol: false,
  silent: true,
  animation: false,
  clip: true,
  lineStyle: { color: colour, width: 1.5 },
  z: 4,
});
