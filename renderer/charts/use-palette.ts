import { useComputedColorScheme } from '@mantine/core';
import { type Palette, palettes } from './palette.ts';

/** The colours of the theme that is on. */
export const usePalette = (): Palette => palettes[useComputedColorScheme('light')];
