import type { Palette } from './palette.ts';

export interface NamedPalette {
  id: string;
  label: string;
  /** Colours of series; absent: a palette of amounts. */
  series?: readonly string[];
  /** From little to much, on a light ground. */
  ramp?: readonly string[];
  /** From far below zero over nothing to far above, on a light ground. */
  diverging?: readonly string[];
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
    id: 'orange-blue',
    label: 'Orange to blue',
    diverging: ['#8f3d06', '#d9731a', '#f2bf8c', '#f1f0ee', '#a5c0ee', '#4579d9', '#163c88'],
    safe: true,
  },
  {
    id: 'purple-green',
    label: 'Purple to green',
    diverging: ['#5e2a84', '#9a6fbf', '#d7c3e4', '#f3f1f4', '#bfe0bf', '#4f9f5c', '#155c2b'],
    safe: true,
  },
  {
    id: 'red-blue',
    label: 'Red to blue',
    diverging: ['#8c1324', '#d6604d', '#f6c4ac', '#f4f2f1', '#b3d3e6', '#4393c3', '#134a82'],
    safe: true,
  },
  {
    id: 'good-bad',
    label: 'Good to bad',
    ramp: ['#1a7f5a', '#7bbf9b', '#e8e6d9', '#f0a58a', '#d1495b', '#8c1c3c'],
    safe: false,
  },
];

/** What stands for nothing on a dark ground. */
const DARK_MIDDLE = '#2a2d33';

/** A ramp with two sides for a dark ground: what is far from zero is light, zero is dark. */
function onDark(diverging: readonly string[]): string[] {
  const half = (diverging.length - 1) / 2;
  const side = (colours: readonly string[]) => [...colours].reverse();
  return [...side(diverging.slice(0, half)), DARK_MIDDLE, ...side(diverging.slice(half + 1))];
}

/** The colours of the theme with those that a chart names in their place. On a dark ground amounts go from dark to light. */
export function namedPalette(palette: Palette, name: string | undefined, dark: boolean): Palette {
  const named = namedPalettes.find(({ id }) => id === name);
  if (!named) return palette;
  if (named.series) return { ...palette, series: [...named.series] };
  if (named.diverging) {
    const diverging = dark ? onDark(named.diverging) : [...named.diverging];
    return { ...palette, diverging, byValue: true, twoSided: true };
  }
  const ramp = [...(named.ramp ?? palette.ramp)];
  return { ...palette, ramp: dark && named.id !== 'good-bad' ? ramp.reverse() : ramp, byValue: true, twoSided: false };
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
