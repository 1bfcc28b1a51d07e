import { localStorageColorSchemeManager } from '@mantine/core';

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'millrace.theme' });

let apply: ((value: 'light' | 'dark' | 'auto') => void) | null = null;

/** The app hands in the kit's setter once; commands and menus use it from outside React. */
export const onColorScheme = (setter: (value: 'light' | 'dark' | 'auto') => void): void => {
  apply = setter;
};

export const setColorScheme = (value: 'light' | 'dark' | 'system'): void =>
  apply?.(value === 'system' ? 'auto' : value);
