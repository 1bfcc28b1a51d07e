import type { Palette } from './palette.ts';

export interface NamedPalette {
  id: string;
  label: string;
  /** Colours of series; absent: a palette of amounts. */
  series?: readonly string[];
  /** From little to much, on a light ground. */
  ramp?: readonly string[];
  /** Told apart with any common kind of colour blindness. */
  safe: boolean;
}

/** Palettes that a chart can name. The first of each sort is what a chart has without a name. */
export const namedPalettes: readonly NamedPalette[] = [
  {
    id: 'okabe-ito',
    label: 'Okabe–Ito',
    series: ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b8a900', '#6b7280'],
    safe: true,
  },
  {
    id: 'tol-bright',
    label: 'Tol bright',
    series: ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee', '#aa3377', '#8a8a8a'],
    safe: true,
  },
  {
    id: 'tol-muted',
    label: 'Tol muted',
    series: ['#332288', '#88ccee', '#44aa99', '#117733', '#999933', '#ddcc77', '#cc6677', '#882255', '#aa4499'],
    safe: true,
  },
  {
    id: 'slate',
    label: 'One colour',
    series: ['#1e51b5', '#3f7cec', '#7aa6f4', '#b4cefa', '#64748b', '#94a3b8', '#cbd5e1'],
    safe: true,
  },
  {
    id: 'viridis',
    label: 'Viridis',
    ramp: ['#fde725', '#7ad151', '#22a884', '#2a788e', '#414487', '#440154'],
    safe: true,
  },
  {
    id: 'cividis',
    label: 'Cividis',
    ramp: ['#fee838', '#cab969', '#958f78', '#666970', '#34456d', '#00224e'],
    safe: true,
  },
  {
    id: 'embers',
    label: 'Embers',
    ramp: ['#fff1e0', '#fdd0a2', '#fdae6b', '#f16913', '#c2410c', '#7c2d12'],
    safe: true,
  },
  {
    id: 'good-bad',
    label: 'Good to bad',
    ramp: ['#1a7f5a', '#7bbf9b', '#e8e6d9', '#f0a58a', '#d1495b', '#8c1c3c'],
    safe: false,
  },
];

/** The colours of the theme with those that a chart names in their place. On a dark ground amounts go from dark to light. */
export function namedPalette(palette: Palette, name: string | undefined, dark: boolean): Palette {
  const named = namedPalettes.find(({ id }) => id === name);
  if (!named) return palette;
  if (named.series) return { ...palette, series: [...named.series] };
  const ramp = [...(named.ramp ?? palette.ramp)];
  return { ...palette, ramp: dark && named.id !== 'good-bad' ? ramp.reverse() : ramp };
}

/** Colour of an amount from 0 to 1 on a ramp. */
export function rampColour(ramp: readonly string[], share: number): string {
  const at = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  const [from, to] = [ramp[low] ?? '#000000', ramp[low + 1] ?? '#000000'];
  const part = (start: number) => {
    const [a, b] = [Number.parseInt(from.slice(start, start + 2), 16), Number.parseInt(to.slice(start, start + 2), 16)];
    return Math.round(a + (b - a) * (at - low))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
