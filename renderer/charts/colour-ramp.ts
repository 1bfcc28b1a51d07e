import type { Palette } from './palette.ts';
import { rampColour } from './palette-names.ts';

/** Colours of amounts, and the amounts at both ends. */
export interface Ramp {
  colours: readonly string[];
  from: number;
  to: number;
}

/**
 * The ramp of these values: from the smallest to the largest; one with two sides when some are below zero and some above, or when the
 * chart names such a palette: then zero is its middle.
 */
export function rampOf(values: readonly (number | null)[], palette: Palette): Ramp {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { colours: palette.ramp, from: 0, to: 1 };
  const isTwoSided = palette.twoSided ?? (low < 0 && high > 0);
  if (!isTwoSided) return { colours: palette.ramp, from: low, to: high };
  const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return { colours: palette.diverging, from: -reach, to: reach };
}

/** The colour of a value on the ramp; the middle one when all are alike. */
export function colourAt({ colours, from, to }: Ramp, value: number): string {
  return rampColour(colours, to > from ? (value - from) / (to - from) : 0.5);
}

/** Relative luminance of `#rrggbb` by WCAG 2.2: 0 for black, 1 for white. */
export function luminance(colour: string): number {
  const part = (start: number) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

const [DARK, LIGHT] = ['#14161a', '#ffffff'];

/** The ink that is read best on a ground: nearly black, or white. */
export function inkOn(ground: string): string {
  const brightness = luminance(ground);
  const onLight = (brightness + 0.05) / (luminance(DARK) + 0.05);
  const onDark = 1.05 / (brightness + 0.05);
  return onDark >= onLight ? LIGHT : DARK;
}

/** A colour that lies a part of the way from one to another. */
export const mixed = (from: string, to: string, part: number): string => rampColour([from, to], part);
