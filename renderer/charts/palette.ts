/** Colours of charts, which draw on a canvas and so cannot read CSS variables. */
export interface Palette {
  series: string[];
  /** From little to much, for filled regions. */
  ramp: string[];
  /** From far below zero over nothing to far above. */
  diverging: string[];
  /** The chart asks for colours by value where its kind has the choice. */
  byValue?: boolean;
  /** The chart asks for a ramp with two sides, or for one without; absent: as the values are. */
  twoSided?: boolean;
  /** From little to much, for a glow over a map. */
  glow: string[];
  text: string;
  dim: string;
  line: string;
  grid: string;
  surface: string;
  raised: string;
  accent: string;
  alert: string;
  good: string;
  neutral: string;
  land: string;
  landLine: string;
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    series: [
      '#2563d9',
      '#e07b1f',
      '#1f9d74',
      '#8b5bd6',
      '#d6487e',
      '#1ba0b8',
      '#a88407',
      '#64748b',
      '#c2410c',
      '#4d7c0f',
      '#0f766e',
      '#9d5c8a',
    ],
    ramp: ['#e4edfd', '#b4cefa', '#7aa6f4', '#3f7cec', '#1e51b5', '#1c3a76'],
    diverging: ['#8f3d06', '#d9731a', '#f2bf8c', '#f1f0ee', '#a5c0ee', '#4579d9', '#163c88'],
    glow: ['#fdd9b0', '#fdae6b', '#f16913', '#c2410c', '#7c1d12'],
    text: '#191c22',
    dim: '#616977',
    line: '#d0d5dd',
    grid: '#eceff3',
    surface: '#ffffff',
    raised: '#ffffff',
    accent: '#2563d9',
    alert: '#d23f31',
    good: '#16825a',
    neutral: '#9aa3b2',
    land: '#eff1f4',
    landLine: '#cdd3dc',
  },
  dark: {
    series: [
      '#6ea0f7',
      '#eb9a55',
      '#43bd8b',
      '#b394f0',
      '#ee7ba7',
      '#45bfd4',
      '#d3b03f',
      '#94a3b8',
      '#f2855e',
      '#94bf4a',
      '#5cc4b4',
      '#cf9bc1',
    ],
    ramp: ['#1c2a45', '#234375', '#2c5bab', '#4a82e6', '#8fb5fa', '#cfe0fe'],
    diverging: ['#ffb877', '#d97a24', '#7d4a1c', '#2a2d33', '#2c4a86', '#4f83e0', '#a9c7fb'],
    glow: ['#5b1f5e', '#a5316b', '#e0564f', '#f99a3c', '#fbe08a'],
    text: '#e4e7ec',
    dim: '#a0a7b4',
    line: '#383e48',
    grid: '#23272f',
    surface: '#16191e',
    raised: '#1d2127',
    accent: '#5a91f5',
    alert: '#f2716a',
    good: '#43bd8b',
    neutral: '#6b7482',
    land: '#20242b',
    landLine: '#383e48',
  },
};

/** `#rrggbb` with an opacity from 0 to 1. */
export const fade = (colour: string, opacity: number): string =>
  `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;
