import { useComputedColorScheme } from '@mantine/core';
import { createContext, useContext, useMemo } from 'react';
import { type Palette, palettes } from './palette.ts';
import { namedPalette } from './palette-names.ts';

const Light = createContext(false);

/** Charts within are drawn in light colours whatever the theme: for paper. */
export const AlwaysLight = Light.Provider;

/** The colours of the theme that is on, or those that a chart names. */
export function usePalette(name?: string): Palette {
  const theme = useComputedColorScheme('light');
  const scheme = useContext(Light) ? 'light' : theme;
  return useMemo(() => namedPalette(palettes[scheme], name, scheme === 'dark'), [scheme, name]);
}
