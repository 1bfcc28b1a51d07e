import { colourAt, inkOn, rampOf } from './colour-ramp.ts';
import type { Palette } from './palette.ts';

/** Ground and ink of the cells of a column of figures, by their value. */
export function shadeWriter(values: readonly (number | null)[], palette: Palette) {
  const ramp = rampOf(values, palette);
  return (row: number): { background: string; color: string } | undefined => {
    const value = values[row] ?? null;
    if (value === null) return undefined;
    const background = colourAt(ramp, value);
    return { background, color: inkOn(background) };
  };
}
