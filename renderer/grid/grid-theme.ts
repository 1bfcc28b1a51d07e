import type { Theme } from '@glideapps/glide-data-grid';
import { sans } from '../styles/theme.ts';

const common: Partial<Theme> = {
  fontFamily: sans,
  baseFontStyle: '12px',
  headerFontStyle: '600 12px',
  markerFontStyle: '10px',
  editorFontSize: '12px',
  cellHorizontalPadding: 8,
  cellVerticalPadding: 2,
  headerIconSize: 14,
  lineHeight: 1.4,
};

/** Colours of the grid, which draws on a canvas and so cannot read CSS variables. */
export const gridThemes: Record<'light' | 'dark', Partial<Theme>> = {
  light: {
    ...common,
    accentColor: '#2563d9',
    accentFg: '#ffffff',
    accentLight: '#e8f0fe',
    textDark: '#191c22',
    textMedium: '#616977',
    textLight: '#9aa2af',
    textHeader: '#191c22',
    textHeaderSelected: '#191c22',
    bgCell: '#ffffff',
    bgCellMedium: '#f7f8fa',
    bgHeader: '#ffffff',
    bgHeaderHasFocus: '#f1f5fd',
    bgHeaderHovered: '#f7f8fa',
    borderColor: '#eceff3',
    horizontalBorderColor: '#f0f2f5',
    drilldownBorder: '#d0d5dd',
    linkColor: '#1e51b5',
  },
  dark: {
    ...common,
    accentColor: '#5a91f5',
    accentFg: '#0d0f12',
    accentLight: '#1a2740',
    textDark: '#e4e7ec',
    textMedium: '#a0a7b4',
    textLight: '#6d7583',
    textHeader: '#e4e7ec',
    textHeaderSelected: '#e4e7ec',
    bgCell: '#16191e',
    bgCellMedium: '#1d2127',
    bgHeader: '#16191e',
    bgHeaderHasFocus: '#1a2436',
    bgHeaderHovered: '#1d2127',
    borderColor: '#23272f',
    horizontalBorderColor: '#20242b',
    drilldownBorder: '#383e48',
    linkColor: '#8fb5fa',
  },
};

/** Colours of marks inside the grid. */
export const marks = {
  light: {
    invalid: '#fdebea',
    invalidText: '#b92a26',
    changed: '#fdf2dc',
    dropped: '#fdebea',
    droppedText: '#a25a57',
    added: '#e5f5ee',
    good: '#3aa57b',
    bad: '#c9302c',
    empty: '#d0d5dd',
    sign: '#eff1f4',
  },
  dark: {
    invalid: '#331a1b',
    invalidText: '#f07470',
    changed: '#352a14',
    dropped: '#331a1b',
    droppedText: '#b98482',
    added: '#15291f',
    good: '#43bd8b',
    bad: '#f07470',
    empty: '#3c424d',
    sign: '#262b33',
  },
} as const;
