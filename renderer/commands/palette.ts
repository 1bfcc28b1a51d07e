import { createSpotlight } from '@mantine/spotlight';

/** The command palette: whether it is open, and how to open it. */
export const [paletteStore, palette] = createSpotlight();
