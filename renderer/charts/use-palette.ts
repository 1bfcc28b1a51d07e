import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { type Palette, palettes } from './palette.ts';
import { namedPalette } from './palette-names.ts';

/** The colours of the theme that is on, or those that a chart names. */
export function usePalette(name?: string): Palette {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => namedPalette(palettes[scheme], name, scheme === 'dark'), [scheme, name]);
}
